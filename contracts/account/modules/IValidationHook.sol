// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";

/// @title A hook that sees every transaction of an account before the account accepts it
/// @notice ERC-7579's hooks (module type 4) run around execution. This one runs during validation, so a
/// transaction that it refuses is never included and costs no fee.
/// @dev An account adds it with `addHook(hook, true, data)`, provided that
/// `supportsInterface(type(IValidationHook).interfaceId)` returns true. It is not an ERC-7579 module type, so
/// `isModuleInstalled` never reports it.
interface IValidationHook is IERC7579Module, IERC165 {
    /// @notice Sees each transaction that the calling account validates, whoever signed it, and reverts to
    /// refuse it.
    /// @dev Called by the account (`msg.sender`). Must obey the chain's validation rules, as a validator
    /// does. The one kind of transaction it never sees is a plain call of `unlinkHook` or `unlinkModule` on
    /// the account itself that removes an installed hook, without a paymaster or with one in the general
    /// flow: no hook can stay against the will of those who hold the account's keys.
    /// @param signedHash the EIP-712 hash of the transaction
    /// @param transaction the transaction, as the bootloader passed it to the account
    function validationHook(bytes32 signedHash, Transaction calldata transaction) external;
}

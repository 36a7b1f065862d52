// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";

/// @title A hook that sees every transaction of an account before it is accepted
/// @notice ERC-7579 hooks (module type 4) run around execution. This one runs in validation, so a transaction it refuses
/// is never included and costs no fee.
/// @dev An account adds it with `addHook(hook, true, data)` only if `supportsInterface(type(IValidationHook).interfaceId)`
/// answers true. It is not an ERC-7579 module type, hence never seen by `isModuleInstalled`.
interface IValidationHook is IERC7579Module, IERC165 {
    /// @notice Called by the account (`msg.sender`) with each transaction it validates, whoever signed it.
    /// @dev Reverts to refuse the transaction. It obeys the chain's validation rules, as a validator does. The one
    /// transaction it never sees is a plain call of `unlinkHook` on the account itself that names an installed hook,
    /// without a paymaster or with one in the general flow, so that no hook can stay against the will of those who hold
    /// the account's keys.
    /// @param signedHash the EIP-712 hash of the transaction
    /// @param transaction the transaction, as the bootloader passed it to the account
    function validationHook(bytes32 signedHash, Transaction calldata transaction) external;
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";

/// @title An ERC-7579 validator (module type 1) for native account abstraction
/// @notice ERC-7579 defines validators for ERC-4337, with `validateUserOp`. ZKsync Era has no user
/// operations, so a validator here has `validateTransaction` instead. Installing, removing and ERC-1271 are
/// as in ERC-7579.
/// @dev An account installs a module as a validator only if `isModuleType(1)` and
/// `supportsInterface(type(IValidationModule).interfaceId)` both return true. The interface id covers the
/// three functions declared here, not the inherited ones.
interface IValidationModule is IERC7579Module, IERC165 {
    /// @notice Decides whether the calling account may execute `transaction`.
    /// @dev Called by the account (`msg.sender`) while the bootloader validates, so it must obey the chain's
    /// validation rules: it reads only storage keyed by the account, and no block context. Its part of the
    /// signature is in `transaction.signature`, which is
    /// `abi.encode(bytes signature, address validator, bytes validatorData)`. For a wrong or malformed
    /// signature it must return `false` after the same work as for a right one, because gas is estimated with
    /// a stub signature. For a transaction that breaks a rule of the module it may revert with the reason.
    /// @param signedHash the hash that had to be signed: the transaction's EIP-712 hash
    /// @param transaction the transaction, as the bootloader passed it to the account
    /// @return valid whether the account may execute the transaction
    function validateTransaction(
        bytes32 signedHash,
        Transaction calldata transaction
    ) external returns (bool valid);

    /// @notice Returns whether `signature` signs `signedHash` for the calling account, outside of any
    /// transaction.
    /// @dev The published form of `isValidSignatureWithSender`, without a sender. The two must agree:
    /// whatever this refuses, `isValidSignatureWithSender` refuses for every sender. The account calls
    /// `isValidSignatureWithSender` only; this one is for clients and for other modules.
    /// @param signedHash the hash that had to be signed
    /// @param signature the module's own encoding of a signature: the first member of the account's signature
    /// tuple
    /// @return valid whether the signature is good; `false`, without a revert, for malformed input
    function validateSignature(
        bytes32 signedHash,
        bytes calldata signature
    ) external view returns (bool valid);

    /// @notice Checks, as ERC-7579 defines it for ERC-1271, whether `signature` signs `hash` for the calling
    /// account.
    /// @dev The account has already bound `hash` to itself (ERC-7739), so a module must not hash it again.
    /// @param sender who asked the account, i.e. the `msg.sender` of the account's `isValidSignature`
    /// @param hash the hash that had to be signed
    /// @param signature the module's own encoding of a signature: the first member of the account's signature
    /// tuple
    /// @return magicValue `0x1626ba7e` for a good signature, anything else (by convention `0xffffffff`) for a
    /// bad one
    function isValidSignatureWithSender(
        address sender,
        bytes32 hash,
        bytes calldata signature
    ) external view returns (bytes4 magicValue);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";

/// @title An ERC-7579 validator (module type 1) for native account abstraction
/// @notice ERC-7579's validator speaks ERC-4337: it has `validateUserOp`. ZKsync Era has no user operations, so a
/// validator here has `validateTransaction` in its place; installing, removing and ERC-1271 are as in ERC-7579.
/// @dev An account installs a module as a validator only if `isModuleType(1)` holds and
/// `supportsInterface(type(IValidationModule).interfaceId)` answers true. The interface id covers the three functions
/// declared here, not the inherited ones.
interface IValidationModule is IERC7579Module, IERC165 {
    /// @notice Decides whether `transaction` may be executed by the account that calls.
    /// @dev Called by the account (`msg.sender`) while the bootloader validates, so it obeys the validation rules of the
    /// chain: it reads only storage keyed by the account and no block context. It finds its part of the signature in
    /// `transaction.signature`, which is `abi.encode(bytes signature, address validator, bytes validatorData)`.
    /// A signature that is wrong or malformed answers `false` after the same work as a right one, because gas is
    /// estimated with a stub signature. A transaction that breaks a rule of the module may revert with the reason.
    /// @param signedHash what had to be signed: the EIP-712 hash of the transaction
    /// @param transaction the transaction, as the bootloader passed it to the account
    /// @return valid whether the account may execute the transaction
    function validateTransaction(
        bytes32 signedHash,
        Transaction calldata transaction
    ) external returns (bool valid);

    /// @notice Whether `signature` signs `signedHash` for the account that calls, outside of any transaction.
    /// @dev The published form of the check that ERC-7579 calls `isValidSignatureWithSender`, without a sender. The two
    /// must agree: whatever this refuses, `isValidSignatureWithSender` refuses for every sender. The account itself
    /// only calls `isValidSignatureWithSender`; this one is for clients and for other modules.
    /// @param signedHash the hash that had to be signed
    /// @param signature the module's own encoding of a signature: the first member of the account's signature tuple
    /// @return valid whether the signature is good; `false`, and no revert, for malformed input
    function validateSignature(
        bytes32 signedHash,
        bytes calldata signature
    ) external view returns (bool valid);

    /// @notice ERC-7579's ERC-1271 check: whether `signature` signs `hash` for the account that calls.
    /// @dev The account has already bound `hash` to itself (ERC-7739), so a module must not hash it again.
    /// @param sender who asked the account, i.e. the `msg.sender` of the account's `isValidSignature`
    /// @param hash the hash that had to be signed
    /// @param signature the module's own encoding of a signature: the first member of the account's signature tuple
    /// @return magicValue `0x1626ba7e` for a good signature, anything else (by custom `0xffffffff`) for a bad one
    function isValidSignatureWithSender(
        address sender,
        bytes32 hash,
        bytes calldata signature
    ) external view returns (bytes4 magicValue);
}

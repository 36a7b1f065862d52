// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Declares the reasons for which an account refuses a transaction
/// @dev ZKsync's `IAccount` declares the functions themselves.
interface INativeAccountErrors {
    /// @notice Thrown when the account's balance is below the value and, unless a paymaster pays, the highest
    /// possible fee. Both amounts are in wei.
    error InsufficientFunds(uint256 required, uint256 available);

    /// @notice Thrown when the bootloader does not accept the fee, in wei.
    error FeePaymentFailed(uint256 fee);

    /// @notice Thrown when the value is above 2^128 - 1 wei, the most the chain moves in one call.
    error ValueOutOfRange(uint256 value);

    /// @notice Thrown when a transaction submitted from outside is not an EIP-712 transaction (type 0x71).
    error UnsupportedTransactionType(uint256 txType);

    /// @notice Thrown when a transaction submitted from outside is another account's.
    error WrongSender(uint256 from);

    /// @notice Thrown when a transaction submitted from outside does not have its dynamic fields in the
    /// bootloader's order, with no bytes between them or after them.
    error MalformedTransaction();

    /// @notice Thrown when a contract submits a transaction from outside: send it from an address without
    /// code, as a transaction of its own.
    error SubmittedByContract();

    /// @notice Thrown when less gas is left for the call than its signer set: submit the transaction with
    /// more.
    error NotEnoughGas(uint256 given, uint256 needed);

    /// @notice Thrown when neither an owner nor an installed validator signed this transaction.
    error InvalidSignature();
}

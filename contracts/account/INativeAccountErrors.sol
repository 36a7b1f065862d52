// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Why an account refuses a transaction
/// @dev The functions themselves are declared by ZKsync's `IAccount`.
interface INativeAccountErrors {
    /// @notice The account does not hold the value and, unless a paymaster pays, the highest possible fee. In wei.
    error InsufficientFunds(uint256 required, uint256 available);

    /// @notice The bootloader did not take the fee, in wei.
    error FeePaymentFailed(uint256 fee);

    /// @notice The chain moves at most 2^128 - 1 wei at once.
    error ValueOutOfRange(uint256 value);

    /// @notice Only EIP-712 transactions (type 0x71) can be sent from outside.
    error UnsupportedTransactionType(uint256 txType);

    /// @notice The transaction is another account's.
    error WrongSender(uint256 from);

    /// @notice The transaction is not encoded as the bootloader would, or there is something between its fields or after
    /// them.
    error MalformedTransaction();

    /// @notice A transaction is brought from outside by an address without code, in a transaction of its own, and not by a
    /// contract.
    error BroughtByContract();

    /// @notice Whoever submits a transaction from outside gives its call at least the gas its signer set.
    error NotEnoughGas(uint256 given, uint256 needed);

    /// @notice The signature is not one of an owner or of an installed validator for this transaction.
    error InvalidSignature();
}

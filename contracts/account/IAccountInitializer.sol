// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title How an account gets its first keys
/// @dev Its ERC-165 id is `0xb9094997`, by which published clients recognise an account of this kind.
interface IAccountInitializer {
    /// @notice The account got its first keys.
    /// @param version the version of the account's storage
    event Initialized(uint8 version);

    /// @notice The account has been initialized, or is the implementation that all accounts share.
    error AlreadyInitialized();

    /// @notice An account needs an owner, or a validator that counts as a key (see `IKeyHolder`).
    error NoKeys();

    /// @notice Gives a new account its keys. Works once, and the factory calls it in the transaction that deploys the
    /// account, so nobody else ever can.
    /// @dev Reverts with `AlreadyInitialized`, or with `NoKeys` if nobody could sign for the account
    /// without limits.
    /// @param initialValidators each `abi.encode(address validator, bytes initData)`, installed in this order
    /// @param initialK1Owners the secp256k1 owners
    function initialize(bytes[] calldata initialValidators, address[] calldata initialK1Owners) external;
}

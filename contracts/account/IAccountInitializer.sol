// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Gives a new account its first keys
/// @dev Published clients recognise an account of this kind by this interface's ERC-165 id, `0xb9094997`.
interface IAccountInitializer {
    /// @notice Emitted when the account has received its first keys.
    /// @param version the version of the account's storage layout
    event Initialized(uint8 version);

    /// @notice Thrown when the account has keys already, or is the implementation that all accounts share.
    error AlreadyInitialized();

    /// @notice Thrown when nobody could sign for the account: give it an owner, or a validator that counts as
    /// a key (see `IKeyHolder`).
    error NoKeys();

    /// @notice Gives a new account its keys. Works only once; the factory calls it in the transaction that
    /// deploys the account, so nobody else can.
    /// @dev Anyone may call this on an account that has no keys yet. Reverts with `AlreadyInitialized`
    /// afterwards, and with `NoKeys` if nobody could then sign for the account without limits.
    /// @param initialValidators each `abi.encode(address validator, bytes initData)`, installed in this order
    /// @param initialK1Owners addresses of secp256k1 keys
    function initialize(bytes[] calldata initialValidators, address[] calldata initialK1Owners) external;
}

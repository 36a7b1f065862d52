// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title The secp256k1 keys ("k1 owners") that may sign for an account
interface IOwnerManager {
    /// @notice An address became an owner.
    event K1OwnerAdded(address indexed owner);

    /// @notice An address stopped being an owner.
    event K1OwnerRemoved(address indexed owner);

    /// @notice The zero address and the account itself cannot be owners.
    error InvalidOwner(address owner);

    /// @notice The address is an owner already.
    error OwnerAlreadyExists(address owner);

    /// @notice The address is not an owner.
    error OwnerNotFound(address owner);

    /// @notice Makes `owner` an owner: its 65-byte signature over a transaction's hash is enough for the account.
    /// @dev Only the account itself. Reverts with `InvalidOwner` or `OwnerAlreadyExists`.
    /// @param owner the address of a secp256k1 key
    function addK1Owner(address owner) external;

    /// @notice Takes the account's trust from `owner`.
    /// @dev Only the account itself. Reverts with `OwnerNotFound`, or with `LastKey` if no owner and no validator would
    /// be left.
    /// @param owner the owner to remove
    function removeK1Owner(address owner) external;

    /// @notice Whether `owner` is an owner.
    function isK1Owner(address owner) external view returns (bool);

    /// @notice All owners, the first added first.
    function listK1Owners() external view returns (address[] memory owners);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Manages the secp256k1 keys ("k1 owners") that may sign for an account
interface IOwnerManager {
    /// @notice Emitted when an address has become an owner.
    event K1OwnerAdded(address indexed owner);

    /// @notice Emitted when an address has stopped being an owner.
    event K1OwnerRemoved(address indexed owner);

    /// @notice Thrown when no key can have this address: it has code, as the account itself does, or is a
    /// system address, as zero is. (An owner whose address receives code later stays an owner but no longer
    /// counts as a key.)
    error InvalidOwner(address owner);

    /// @notice Thrown when the address is an owner already.
    error OwnerAlreadyExists(address owner);

    /// @notice Thrown when the address to be removed is not an owner.
    error OwnerNotFound(address owner);

    /// @notice Makes `owner` an owner, whose 65-byte signature over a transaction's hash authorizes the
    /// transaction.
    /// @dev Only the account itself may call this. Reverts with `InvalidOwner` or `OwnerAlreadyExists`.
    /// @param owner the address of a secp256k1 key
    function addK1Owner(address owner) external;

    /// @notice Removes `owner`, who can no longer sign for the account.
    /// @dev Only the account itself may call this. Reverts with `OwnerNotFound`, or with `LastKey` if nobody
    /// would be left who can sign. An owner whose address has received code is not a key, so it can always be
    /// removed.
    function removeK1Owner(address owner) external;

    /// @notice Returns whether `owner` is an owner.
    function isK1Owner(address owner) external view returns (bool);

    /// @notice Returns all owners in the order they were added.
    function listK1Owners() external view returns (address[] memory owners);
}

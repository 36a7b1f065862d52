// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title The secp256k1 keys ("k1 owners") that may sign for an account
interface IOwnerManager {
    /// @notice An address became an owner.
    event K1OwnerAdded(address indexed owner);

    /// @notice An address stopped being an owner.
    event K1OwnerRemoved(address indexed owner);

    /// @notice No key has this address: there is a contract, such as the account itself, or it is one of the system's, as
    /// the zero address is. A contract that comes to an owner's address later makes it count as a key no longer.
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
    /// @dev Only the account itself. Reverts with `OwnerNotFound`, or with `LastKey` if nobody would be left who can sign.
    /// An owner whose address has got a contract is no key, and goes in any case.
    /// @param owner the owner to remove
    function removeK1Owner(address owner) external;

    /// @notice Whether `owner` is an owner.
    function isK1Owner(address owner) external view returns (bool);

    /// @notice All owners, the first added first.
    function listK1Owners() external view returns (address[] memory owners);
}

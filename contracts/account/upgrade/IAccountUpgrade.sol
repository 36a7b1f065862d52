// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Determines which code an account runs
/// @notice An account runs an implementation of its own from the transaction that creates it, and only the
/// account itself can replace it. It may instead choose to follow a beacon, which belongs to somebody else:
/// from then on, whatever the beacon names is the account's code.
/// @dev An account that follows a beacon reads the beacon's storage during validation. Sequencers refuse that
/// unless the chain's operator has listed the beacon; without that the account can act through
/// `executeTransactionFromOutside` only.
interface IAccountUpgrade {
    /// @notice Thrown when the account would not work with this implementation: it has no code, is a proxy,
    /// or is not an account's code.
    error NotAnImplementation(address implementation);

    /// @notice Thrown when the beacon does not name an implementation with which the account would work.
    error NotABeacon(address beacon);

    /// @notice Makes the account run `implementation` from now on, and stops following a beacon if it did.
    /// @dev Only the account itself may call this. Emits ERC-1967's `Upgraded`. Reverts with
    /// `NotAnImplementation` unless the account, running the new code, says that it runs exactly that code,
    /// is an account, and knows its newest owner or module. Nobody checks what else the new code does: use
    /// versions of this suite only.
    /// @param implementation the implementation, e.g. the one that the factory's beacon names
    function upgradeTo(address implementation) external;

    /// @notice Makes the account run what this beacon names, now and whenever it names something else.
    /// @dev Only the account itself may call this. Emits ERC-1967's `BeaconUpgraded`. Reverts with
    /// `NotABeacon` unless the account passes the checks of `upgradeTo` with what the beacon names now.
    /// `upgradeTo` ends the following.
    /// @param beacon the beacon, e.g. the factory's
    function followBeacon(address beacon) external;

    /// @notice Returns the implementation whose code answers this call.
    function currentImplementation() external view returns (address implementation);

    /// @notice Returns the beacon that the account follows, or 0 if it runs an implementation of its own.
    function followedBeacon() external view returns (address beacon);
}

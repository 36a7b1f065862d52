// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Which code an account runs, and who changes that: the account
/// @notice An account runs an implementation of its own, from the transaction that creates it on. Only the account itself
/// takes another. It may choose to follow a beacon instead, which is somebody else's: whatever that names from then on is
/// the account's code.
/// @dev An account whose code comes from a beacon reads the beacon's storage while it is validated. Sequencers refuse that
/// unless the chain's operator has listed the beacon, so it can act through `executeTransactionFromOutside` only.
interface IAccountUpgrade {
    /// @notice The account would not answer through this address: it has no code, is a proxy, or is no account's code.
    error NotAnImplementation(address implementation);

    /// @notice The beacon names nothing through which the account would answer.
    error NotABeacon(address beacon);

    /// @notice The account runs this implementation from now on, and no longer follows a beacon if it did.
    /// @dev Only the account itself. Emits ERC-1967's `Upgraded`. Reverts with `NotAnImplementation` unless the account,
    /// once it runs the new code, says that it runs exactly that, is an account, and knows its newest owner or module. What
    /// else the new code does nobody checks: take versions of this suite only.
    /// @param implementation the implementation, e.g. the one that the factory's beacon names
    function upgradeTo(address implementation) external;

    /// @notice The account's code is what this beacon names, today and whenever it names something else.
    /// @dev Only the account itself. Emits ERC-1967's `BeaconUpgraded`. Reverts with `NotABeacon` unless the account
    /// answers through what the beacon names now, as `upgradeTo` has it. `upgradeTo` ends it.
    /// @param beacon the beacon, e.g. the factory's
    function followBeacon(address beacon) external;

    /// @notice The implementation whose code answers this call.
    function currentImplementation() external view returns (address implementation);

    /// @notice The beacon that the account follows, or 0 if it runs an implementation of its own.
    function followedBeacon() external view returns (address beacon);
}

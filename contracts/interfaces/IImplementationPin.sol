// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title An account's way out of its operator's upgrades
/// @notice By default an account runs the implementation that the operator's beacon names, and an upgrade of the beacon
/// reaches it. An account may pin an implementation instead: from then on only its own signature changes its code.
interface IImplementationPin {
    /// @notice The address cannot be pinned: it has no code, or it does not claim this interface by ERC-165, so that
    /// there would be no way back from it.
    error NotAnImplementation(address implementation);

    /// @notice The account follows its beacon already.
    error NotPinned();

    /// @notice The account runs this implementation from now on, whatever its beacon names.
    /// @dev Only the account itself. May be repeated to change the pinned implementation. Emits ERC-1967's `Upgraded`.
    /// Reverts with `NotAnImplementation`. The implementation's storage layout cannot be checked by the account: pin
    /// only versions of this suite.
    /// @param implementation the implementation, e.g. the one that the beacon names today
    function pinImplementation(address implementation) external;

    /// @notice The account follows its beacon again, the one it left, whatever implementation that names by now.
    /// @dev Only the account itself. Emits ERC-1967's `BeaconUpgraded`. Reverts with `NotPinned`.
    function followBeacon() external;

    /// @notice The implementation the account has pinned, or 0 while it follows its beacon.
    function pinnedImplementation() external view returns (address implementation);
}

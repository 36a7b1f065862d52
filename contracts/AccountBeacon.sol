// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {UpgradeableBeacon} from "@openzeppelin/contracts/proxy/beacon/UpgradeableBeacon.sol";

/// @title Names the current release of the account: what new accounts begin with, and what an account may take next
/// @notice Accounts that follow it run whatever it names. Nobody else's code changes with it. Its owner names another
/// implementation, and hands the beacon over in two steps, so that it cannot be lost to an address that nobody holds.
/// @dev OpenZeppelin's beacon with its storage layout: an operator who lets accounts follow it allows the implementation's
/// place in it (slot 1).
contract AccountBeacon is UpgradeableBeacon, Ownable2Step {
    /// @notice The beacon is never without an owner.
    error OwnerNeeded();

    /// @param implementation the first implementation
    /// @param owner who names the next
    constructor(address implementation, address owner) UpgradeableBeacon(implementation, owner) {}

    /// @inheritdoc Ownable2Step
    function transferOwnership(address newOwner) public override(Ownable, Ownable2Step) {
        super.transferOwnership(newOwner);
    }

    /// @notice Not offered: what has no owner stays as it is for good, with whatever ETH it holds.
    /// @dev Always reverts with `OwnerNeeded`; `transferOwnership` hands it over.
    function renounceOwnership() public pure override {
        revert OwnerNeeded();
    }

    /// @dev Ends a transfer that was begun.
    function _transferOwnership(address newOwner) internal override(Ownable, Ownable2Step) {
        super._transferOwnership(newOwner);
    }
}

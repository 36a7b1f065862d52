// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {UpgradeableBeacon} from "@openzeppelin/contracts/proxy/beacon/UpgradeableBeacon.sol";

/// @title Names the current release of the account
/// @notice New accounts start with the implementation named here, and an existing account may choose to
/// upgrade to it. Only accounts that opted into following this beacon change when it names another
/// implementation. Its owner decides what it names, and hands it over in two steps, so that it cannot be lost
/// to an address that nobody controls.
/// @dev Keeps the storage layout of OpenZeppelin's beacon: an operator who lets accounts follow it has to
/// allow reads of the slot with the implementation (slot 1) during validation.
contract AccountBeacon is UpgradeableBeacon, Ownable2Step {
    /// @notice Thrown by `renounceOwnership`: the beacon always has an owner. Use `transferOwnership`
    /// instead.
    error OwnerNeeded();

    /// @notice Names the first implementation. Reverts if it has no code.
    /// @param implementation the first implementation
    /// @param owner who may name the next one
    constructor(address implementation, address owner) UpgradeableBeacon(implementation, owner) {}

    /// @inheritdoc Ownable2Step
    /// @dev Only the owner may call this. The new owner has to accept before anything changes.
    function transferOwnership(address newOwner) public override(Ownable, Ownable2Step) {
        super.transferOwnership(newOwner);
    }

    /// @notice Always reverts: a beacon without an owner would name the same implementation for ever.
    /// @dev Reverts with `OwnerNeeded`. `transferOwnership` hands the beacon over.
    function renounceOwnership() public pure override {
        revert OwnerNeeded();
    }

    /// @dev Completes a transfer and clears the pending one.
    function _transferOwnership(address newOwner) internal override(Ownable, Ownable2Step) {
        super._transferOwnership(newOwner);
    }
}

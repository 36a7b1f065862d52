// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {UpgradeableBeacon} from "@openzeppelin/contracts/proxy/beacon/UpgradeableBeacon.sol";

/// @title Names the implementation of all accounts; its owner may name another
/// @dev OpenZeppelin's beacon, unchanged and with its storage layout: the sequencer's validation rules allow the
/// implementation's place in it (slot 1).
contract AccountBeacon is UpgradeableBeacon {
    /// @param implementation the first implementation
    /// @param owner who may upgrade
    constructor(address implementation, address owner) UpgradeableBeacon(implementation, owner) {}
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {ImplementationSlot} from "./account/ImplementationSlot.sol";

/// @title The contract at an account's address: its storage, and a pointer to code shared by all accounts
/// @notice Delegates every call to the implementation its beacon names, or to the one that the account has pinned.
/// @dev OpenZeppelin's `BeaconProxy` keeps the beacon in an immutable, which on EraVM is a read of another contract's
/// storage and forbidden while a transaction is validated. This one reads it from its ERC-1967 slot, which operators allow
/// together with the beacon it names. The factory initializes the account in the transaction that deploys the proxy; a
/// proxy deployed by hand belongs to whoever initializes it first.
contract AccountProxy is Proxy {
    /// @param beacon the ERC-1967 beacon; reverts if it, or the implementation it names, is not a contract
    constructor(address beacon) {
        ERC1967Utils.upgradeBeaconToAndCall(beacon, "");
    }

    /// @notice Plain ETH transfers take the same way as any other call.
    receive() external payable {
        _fallback();
    }

    /// @dev Every call pays for this, so it is `IBeacon(beacon).implementation()` without the checks that the constructor,
    /// and the beacon for each upgrade, have made: that beacon and implementation are contracts.
    function _implementation() internal view override returns (address implementation) {
        (address beacon, bool pinned) = ImplementationSlot.read();
        if (pinned) return beacon;
        bytes4 selector = IBeacon.implementation.selector;
        assembly ("memory-safe") {
            mstore(0, selector)
            if iszero(staticcall(gas(), beacon, 0, 0x04, 0, 0x20)) {
                revert(0, 0)
            }
            implementation := mload(0)
        }
    }
}

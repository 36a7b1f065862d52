// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";

/// @title The proxy of the first accounts, as it was deployed
/// @notice Delegates every call to the implementation that its beacon names, or to the one that the account
/// has pinned.
contract BeaconFollowingProxy is Proxy {
    /// @dev The bit above the address in the beacon slot, which marks an implementation.
    uint256 private constant PINNED = 1 << 160;

    /// @param beacon the ERC-1967 beacon; reverts if it, or the implementation it names, is not a contract
    constructor(address beacon) {
        ERC1967Utils.upgradeBeaconToAndCall(beacon, "");
    }

    /// @notice Delegates a plain ETH transfer like any other call.
    receive() external payable {
        _fallback();
    }

    function _implementation() internal view override returns (address implementation) {
        bytes32 slot = ERC1967Utils.BEACON_SLOT;
        uint256 word;
        assembly ("memory-safe") {
            word := sload(slot)
        }
        if (word & PINNED != 0) return address(uint160(word));
        bytes4 selector = IBeacon.implementation.selector;
        assembly ("memory-safe") {
            mstore(0, selector)
            if iszero(staticcall(gas(), word, 0, 0x04, 0, 0x20)) {
                revert(0, 0)
            }
            implementation := mload(0)
        }
    }
}

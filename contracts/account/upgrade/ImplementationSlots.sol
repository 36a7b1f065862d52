// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {StorageSlot} from "@openzeppelin/contracts/utils/StorageSlot.sol";

/// @title Writes the ERC-1967 slots in which an account's proxy, and explorers, find its code
/// @dev An address in the implementation slot takes precedence; without one, the beacon in the beacon slot is
/// followed.
///
/// Proxies of the first accounts read the beacon slot only. They find a beacon there or, marked by the bit
/// above the address, an implementation. So an account that has a beacon in that slot and leaves it writes
/// its implementation there too; today's proxies ignore it.
library ImplementationSlots {
    /// @dev The bit that means "an implementation" to a proxy of the first accounts.
    uint256 private constant OLD_PROXY_MARK = 1 << 160;

    /// @dev Makes the account run `implementation`. Nothing is checked here: `AccountUpgrade` tries it out.
    function run(address implementation) internal {
        StorageSlot.Uint256Slot storage beaconSlot = StorageSlot.getUint256Slot(ERC1967Utils.BEACON_SLOT);
        if (beaconSlot.value != 0) beaconSlot.value = OLD_PROXY_MARK | uint160(implementation);
        StorageSlot.getAddressSlot(ERC1967Utils.IMPLEMENTATION_SLOT).value = implementation;
    }

    /// @dev Makes the account run what `beacon` names. Nothing is checked here: `AccountUpgrade` tries it
    /// out.
    function follow(address beacon) internal {
        StorageSlot.getUint256Slot(ERC1967Utils.BEACON_SLOT).value = uint160(beacon);
        StorageSlot.getAddressSlot(ERC1967Utils.IMPLEMENTATION_SLOT).value = address(0);
    }

    /// @dev Returns the beacon that is followed, or 0.
    function followed() internal view returns (address beacon) {
        return ERC1967Utils.getImplementation() == address(0) ? ERC1967Utils.getBeacon() : address(0);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC1967} from "@openzeppelin/contracts/interfaces/IERC1967.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {StorageSlot} from "@openzeppelin/contracts/utils/StorageSlot.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IImplementationPin} from "../interfaces/IImplementationPin.sol";
import {CallerChecks} from "./CallerChecks.sol";
import {ImplementationSlot} from "./ImplementationSlot.sol";

/// @title Leaving the operator's upgrades, and coming back
abstract contract ImplementationPin is IImplementationPin, CallerChecks {
    /// @custom:storage-location erc7201:zksync-sso.storage.ImplementationPin
    struct Layout {
        /// the beacon that the account follows when it comes back; only meaningful while an implementation is pinned
        address beacon;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("zksync-sso.storage.ImplementationPin")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant LOCATION = 0xd8ab13fdef2f3422fa2d24aca28f25dcd6c94685c3395eb99799aab54b2abb00;

    /// @inheritdoc IImplementationPin
    function pinImplementation(address implementation) external onlySelf {
        if (
            implementation.code.length == 0 ||
            !IERC165(implementation).supportsInterface(type(IImplementationPin).interfaceId)
        ) revert NotAnImplementation(implementation);

        (address target, bool pinned) = ImplementationSlot.read();
        if (!pinned) _pin().beacon = target;
        ImplementationSlot.writePinned(implementation);
        StorageSlot.getAddressSlot(ERC1967Utils.IMPLEMENTATION_SLOT).value = implementation;
        emit IERC1967.Upgraded(implementation);
    }

    /// @inheritdoc IImplementationPin
    function followBeacon() external onlySelf {
        (, bool pinned) = ImplementationSlot.read();
        if (!pinned) revert NotPinned();
        address beacon = _pin().beacon;
        ImplementationSlot.writeBeacon(beacon);
        StorageSlot.getAddressSlot(ERC1967Utils.IMPLEMENTATION_SLOT).value = address(0);
        emit IERC1967.BeaconUpgraded(beacon);
    }

    /// @inheritdoc IImplementationPin
    function pinnedImplementation() external view returns (address implementation) {
        (address target, bool pinned) = ImplementationSlot.read();
        return pinned ? target : address(0);
    }

    function _pin() private pure returns (Layout storage pin) {
        assembly ("memory-safe") {
            pin.slot := LOCATION
        }
    }
}

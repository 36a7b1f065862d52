// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";

/// @title Holds an account's storage and delegates to code that all accounts share
/// @notice Delegates every call to the implementation in its ERC-1967 implementation slot. The constructor
/// fills that slot with what the beacon names at the time; later only the account itself changes it. If the
/// account empties the slot in order to follow a beacon, calls go to what the beacon in the ERC-1967 beacon
/// slot names.
/// @dev Ordinarily reads its own storage only. A sequencer refuses a transaction whose validation reads
/// another contract's storage, such as a beacon's or, on EraVM, that of an immutable. The factory initializes
/// the account in the transaction that deploys the proxy; a proxy deployed by hand belongs to whoever
/// initializes it first.
contract AccountProxy is Proxy {
    /// @notice Stores the implementation that `beacon` names. The beacon is not asked again.
    /// @dev Reverts if the beacon, or what it names, is not a contract.
    /// @param beacon the beacon that names the first implementation
    constructor(address beacon) {
        ERC1967Utils.upgradeToAndCall(IBeacon(beacon).implementation(), "");
    }

    /// @notice Delegates a plain ETH transfer like any other call.
    receive() external payable {
        _fallback();
    }

    /// @dev Returns the implementation to delegate to. Every call pays for this: one storage read, unless a
    /// beacon is followed.
    function _implementation() internal view override returns (address implementation) {
        implementation = ERC1967Utils.getImplementation();
        if (implementation == address(0)) implementation = IBeacon(ERC1967Utils.getBeacon()).implementation();
    }
}

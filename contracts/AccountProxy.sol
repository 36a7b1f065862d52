// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";

/// @title The contract at an account's address: its storage, and a pointer to code shared by all accounts
/// @notice Delegates every call to the implementation in its ERC-1967 slot: at first the one that the beacon names when the
/// account is created, later what the account itself puts there. If it takes the implementation away and follows a beacon,
/// the one that the beacon in the other ERC-1967 slot names.
/// @dev Own storage only is read on the ordinary way, since a sequencer refuses a transaction whose validation reads
/// another contract's, such as a beacon's or, on EraVM, an immutable. The factory initializes the account in the
/// transaction that deploys the proxy; a proxy deployed by hand belongs to whoever initializes it first.
contract AccountProxy is Proxy {
    /// @param beacon names the implementation the account begins with, and is not asked again; reverts if it, or what it
    /// names, is not a contract
    constructor(address beacon) {
        ERC1967Utils.upgradeToAndCall(IBeacon(beacon).implementation(), "");
    }

    /// @notice Plain ETH transfers take the same way as any other call.
    receive() external payable {
        _fallback();
    }

    /// @dev Every call pays for this: one read, unless a beacon is followed.
    function _implementation() internal view override returns (address implementation) {
        implementation = ERC1967Utils.getImplementation();
        if (implementation == address(0)) implementation = IBeacon(ERC1967Utils.getBeacon()).implementation();
    }
}

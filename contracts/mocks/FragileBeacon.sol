// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";

/// @title A beacon that forgets what it names
contract FragileBeacon is IBeacon {
    address private _implementation;

    error Forgotten();

    constructor(address first) {
        _implementation = first;
    }

    function forget() external {
        delete _implementation;
    }

    function implementation() external view returns (address) {
        if (_implementation == address(0)) revert Forgotten();
        return _implementation;
    }
}

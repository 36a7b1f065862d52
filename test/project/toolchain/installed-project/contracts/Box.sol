// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title A number behind a proxy, whose owner replaces its code
contract Box is Initializable, UUPSUpgradeable {
    address public owner;
    uint256 public value;

    error NotTheOwner(address caller);

    function initialize(uint256 initial) external initializer {
        owner = msg.sender;
        value = initial;
    }

    function _authorizeUpgrade(address) internal view override {
        if (msg.sender != owner) revert NotTheOwner(msg.sender);
    }
}

/// @title The next code of a box
contract NextBox is Box {
    function increment() external {
        value++;
    }
}

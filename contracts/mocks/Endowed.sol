// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title A contract that is given a number and ETH when it is deployed
contract Endowed {
    /// @notice Who deployed it.
    address public immutable founder;
    /// @notice The number it was given.
    uint256 public immutable number;

    /// @notice It takes any number but this one.
    error NoNumber();

    constructor(uint256 _number) payable {
        if (_number == 0) revert NoNumber();
        founder = msg.sender;
        number = _number;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title A contract that is given a number and ETH when it is deployed
contract Endowed {
    /// @notice The address that deployed it.
    address public immutable founder;
    /// @notice The number it was given.
    uint256 public immutable number;

    /// @notice Thrown for the one number that it does not accept.
    error NoNumber();

    constructor(uint256 _number) payable {
        if (_number == 0) revert NoNumber();
        founder = msg.sender;
        number = _number;
    }
}

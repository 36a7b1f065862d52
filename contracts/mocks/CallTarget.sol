// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Gives accounts something to call
contract CallTarget {
    /// @notice The last number stored.
    uint256 public stored;

    /// @notice Emitted when a number has been stored.
    event Stored(address indexed caller, uint256 number, uint256 value);

    /// @notice Thrown by `fail`.
    error TargetFailed(uint256 number);

    /// @notice Accepts plain ETH.
    receive() external payable {}

    /// @notice Stores a number and returns its successor.
    function store(uint256 number) external payable returns (uint256) {
        stored = number;
        emit Stored(msg.sender, number, msg.value);
        return number + 1;
    }

    /// @notice Always reverts.
    function fail(uint256 number) external payable {
        revert TargetFailed(number);
    }

    /// @notice Returns the address that this code runs at: the caller's in a delegate call.
    function whoAmI() external view returns (address) {
        return address(this);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title An account that asks its modules with little gas
contract StarvedCaller {
    /// @notice The call failed.
    error Failed();

    /// @notice Calls `target` with `data`, and fails if it fails.
    function callAs(address target, bytes calldata data) external {
        (bool success, ) = target.call(data);
        if (!success) revert Failed();
    }

    /// @notice Asks `target` with `gasLimit` gas; whether it answered the word 1.
    function saysYes(address target, uint256 gasLimit, bytes calldata data) external view returns (bool) {
        (bool success, bytes memory answer) = target.staticcall{gas: gasLimit}(data);
        return success && answer.length == 32 && uint256(bytes32(answer)) == 1;
    }
}

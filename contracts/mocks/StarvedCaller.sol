// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title An account that gives its modules little gas for their answers
contract StarvedCaller {
    /// @notice Thrown when the call failed.
    error Failed();

    /// @notice Calls `target` with `data`, and reverts if that reverts.
    function callAs(address target, bytes calldata data) external {
        (bool success, ) = target.call(data);
        if (!success) revert Failed();
    }

    /// @notice Asks `target` with `gasLimit` gas.
    /// @return answered whether it returned a word
    /// @return yes whether that word is 1
    function ask(
        address target,
        uint256 gasLimit,
        bytes calldata data
    ) external view returns (bool answered, bool yes) {
        (bool success, bytes memory answer) = target.staticcall{gas: gasLimit}(data);
        answered = success && answer.length == 32;
        yes = answered && uint256(bytes32(answer)) == 1;
    }
}

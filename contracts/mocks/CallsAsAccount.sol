// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title A stand-in for an account, which calls whatever a test has it call
/// @dev For tests only: anyone may control it.
abstract contract CallsAsAccount {
    /// @notice Calls `target` with `data` as an account does. Returns what it returns, and passes a revert
    /// on.
    function callAs(address target, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory answer) = target.call(data);
        if (success) return answer;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }
}

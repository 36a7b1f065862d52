// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Does what a transaction could do to cost a paymaster more than it should
contract FeeBurner {
    /// @notice Thrown by `fail`.
    error Failed();

    /// @notice Does nothing.
    function nothing() external {}

    /// @notice Always reverts.
    function fail() external pure {
        revert Failed();
    }

    /// @notice Burns all remaining gas.
    function burn() external pure {
        while (true) {}
    }

    /// @notice Sends the ETH it holds to `receiver`, in the middle of a transaction that is being paid for.
    function donate(address receiver) external {
        (bool sent, ) = receiver.call{value: address(this).balance}("");
        if (!sent) revert Failed();
    }

    /// @notice Calls `target` with `data`, and passes a revert on.
    function relay(address target, bytes calldata data) external {
        (bool success, bytes memory answer) = target.call(data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @notice Accepts ETH to donate.
    receive() external payable {}
}

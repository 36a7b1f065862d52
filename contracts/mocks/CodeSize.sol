// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Measures the code that the EVM finds at an address
contract CodeSize {
    /// @notice Returns the bytes of runtime code at `account`.
    function at(address account) external view returns (uint256 size) {
        return account.code.length;
    }
}

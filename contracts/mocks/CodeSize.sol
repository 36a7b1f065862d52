// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Tells how much code the EVM finds at an address
contract CodeSize {
    /// @notice Bytes of runtime code at `account`.
    function at(address account) external view returns (uint256 size) {
        return account.code.length;
    }
}

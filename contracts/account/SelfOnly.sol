// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Restricts functions to calls from the account itself
abstract contract SelfOnly {
    /// @notice Thrown when anyone but the account itself calls: send it as a transaction of the account.
    error NotFromSelf(address caller);

    /// @dev Reverts unless the account calls itself, i.e. does what a signer authorized or an executor asked
    /// for.
    modifier onlySelf() {
        _requireSelf();
        _;
    }

    /// @dev Not in the modifier, whose code is repeated for each function that uses it.
    function _requireSelf() private view {
        if (msg.sender != address(this)) revert NotFromSelf(msg.sender);
    }
}

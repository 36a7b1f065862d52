// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title What the account alone may call
abstract contract SelfOnly {
    /// @notice Only the account itself may call this function.
    error NotFromSelf(address caller);

    /// @dev Only calls the account makes to itself, i.e. what was signed for or what an executor does in its name.
    modifier onlySelf() {
        _requireSelf();
        _;
    }

    /// @dev A function, because what is in a modifier is in the code once for each use of it.
    function _requireSelf() private view {
        if (msg.sender != address(this)) revert NotFromSelf(msg.sender);
    }
}

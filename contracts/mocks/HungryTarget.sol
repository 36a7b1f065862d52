// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title A contract that does its work only if it gets much gas
contract HungryTarget {
    uint256 private immutable _least;

    /// @notice Whether it ever got as much as it wants.
    bool public fed;

    /// @notice It got too little.
    error Hungry(uint256 gasGiven);

    /// @param least the gas it wants
    constructor(uint256 least) {
        _least = least;
    }

    fallback() external {
        _eat();
    }

    function _eat() private {
        if (gasleft() < _least) revert Hungry(gasleft());
        fed = true;
    }
}

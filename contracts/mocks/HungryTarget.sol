// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title A contract that works only if it is given much gas
contract HungryTarget {
    uint256 private immutable _least;

    /// @notice Whether it was ever given enough.
    bool public fed;

    /// @notice Thrown when it was given too little gas.
    error Hungry(uint256 gasGiven);

    /// @param least the gas that it needs
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

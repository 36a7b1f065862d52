// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

/// @title Makes a call in its own name while it is created, when its address has no code yet
contract RelayOnCreation {
    /// @notice Calls `target` with `data`, and passes a revert on.
    constructor(address target, bytes memory data) {
        (bool done, ) = target.call(data);
        if (!done) LowLevelCall.bubbleRevert();
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

/// @title Calls whatever it is told to, in the name of whoever it is
contract Relay {
    /// @notice Calls `target` with `data`; a revert passes on.
    function relay(address target, bytes calldata data) external payable {
        (bool done, ) = target.call{value: msg.value}(data);
        if (!done) LowLevelCall.bubbleRevert();
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

/// @title Makes any call in its own name
contract Relay {
    /// @notice Calls `target` with `data`, and passes a revert on.
    function relay(address target, bytes calldata data) external payable {
        (bool done, ) = target.call{value: msg.value}(data);
        if (!done) LowLevelCall.bubbleRevert();
    }
}

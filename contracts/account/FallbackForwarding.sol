// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {IModuleManager} from "../interfaces/IModuleManager.sol";
import {FallbackHandlers} from "./FallbackHandlers.sol";

/// @title Unknown functions go to the handler installed for them
abstract contract FallbackForwarding {
    /// @notice Accepts ETH from anyone.
    receive() external payable {}

    /// @notice Calls the handler installed for the selector, with the caller's address appended to the calldata
    /// (ERC-2771, as ERC-7579 demands), and gives its answer or its revert back.
    /// @dev Anyone. Reverts with `MissingFallbackHandler`, also for calldata too short for a selector.
    fallback(bytes calldata data) external payable returns (bytes memory answer) {
        return _askHandler(data);
    }

    function _askHandler(bytes calldata data) private returns (bytes memory answer) {
        address handler = FallbackHandlers.layout().handlers[msg.sig];
        if (handler == address(0) || data.length < 4) revert IModuleManager.MissingFallbackHandler(msg.sig);
        if (!LowLevelCall.callNoReturn(handler, msg.value, abi.encodePacked(data, msg.sender))) {
            LowLevelCall.bubbleRevert();
        }
        return LowLevelCall.returnData();
    }
}

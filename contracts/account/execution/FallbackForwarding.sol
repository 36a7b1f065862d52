// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {IModuleManager} from "../modules/IModuleManager.sol";
import {ExecutionHooks} from "./ExecutionHooks.sol";
import {FallbackHandlers} from "../modules/FallbackHandlers.sol";

/// @title Unknown functions go to the handler installed for them
/// @dev The call is one in the account's name, which anyone may ask for. So hooks see it as they see an execution: ERC-7579
/// wants it authorized, and by hooks.
abstract contract FallbackForwarding {
    /// @notice Accepts ETH from anyone.
    receive() external payable {}

    /// @notice Calls the handler installed for the selector, with the caller's address appended to the calldata
    /// (ERC-2771, as ERC-7579 demands), and gives its answer or its revert back.
    /// @dev Anyone. Reverts with `MissingFallbackHandler`, also for calldata too short for a selector.
    fallback(bytes calldata data) external payable returns (bytes memory answer) {
        return _forward(data);
    }

    /// @dev Between the execution hooks, if there are any. They are not troubled where nobody answers.
    function _forward(bytes calldata data) private returns (bytes memory answer) {
        address handler = FallbackHandlers.layout().handlers[msg.sig];
        if (handler == address(0) || data.length < 4) revert IModuleManager.MissingFallbackHandler(msg.sig);
        if (!ExecutionHooks.any()) return _askHandler(handler, data);

        ExecutionHooks.Run memory run = ExecutionHooks.preCheck(msg.sender, msg.value, data);
        answer = _askHandler(handler, data);
        ExecutionHooks.postCheck(run);
    }

    function _askHandler(address handler, bytes calldata data) private returns (bytes memory answer) {
        if (!LowLevelCall.callNoReturn(handler, msg.value, abi.encodePacked(data, msg.sender))) {
            LowLevelCall.bubbleRevert();
        }
        return LowLevelCall.returnData();
    }
}

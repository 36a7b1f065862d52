// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {IModuleManager} from "../modules/IModuleManager.sol";
import {ExecutionHooks} from "./ExecutionHooks.sol";
import {FallbackHandlers} from "../modules/FallbackHandlers.sol";

/// @title Forwards unknown functions to the handlers installed for them
/// @dev A forwarded call is made in the account's name, and anyone may ask for it. Hooks therefore see it as
/// they see an execution: ERC-7579 requires that such a call can be authorized, and hooks are what authorizes
/// it.
abstract contract FallbackForwarding {
    /// @notice Accepts ETH from anyone.
    receive() external payable {}

    /// @notice Calls the handler installed for the selector, with the caller's address appended to the
    /// calldata (ERC-2771, as ERC-7579 demands), and returns its answer or reverts as it does.
    /// @dev Anyone may call this. Reverts with `MissingFallbackHandler` if there is no handler, and if the
    /// calldata is too short for a selector.
    fallback(bytes calldata data) external payable returns (bytes memory answer) {
        return _forward(data);
    }

    /// @dev Calls the handler, with the execution hooks around the call if there are any. Hooks are not run
    /// for a selector without a handler.
    function _forward(bytes calldata data) private returns (bytes memory answer) {
        address handler = FallbackHandlers.layout().handlers[msg.sig];
        if (handler == address(0) || data.length < 4) revert IModuleManager.MissingFallbackHandler(msg.sig);
        if (!ExecutionHooks.any()) return _askHandler(handler, data);

        ExecutionHooks.Run memory run = ExecutionHooks.preCheck(msg.sender, msg.value, data);
        answer = _askHandler(handler, data);
        ExecutionHooks.postCheck(run);
    }

    /// @dev Calls the handler with the ETH that came along; passes its revert on.
    function _askHandler(address handler, bytes calldata data) private returns (bytes memory answer) {
        if (!LowLevelCall.callNoReturn(handler, msg.value, abi.encodePacked(data, msg.sender))) {
            LowLevelCall.bubbleRevert();
        }
        return LowLevelCall.returnData();
    }
}

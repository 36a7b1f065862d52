// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    CallType,
    ERC7579Utils,
    ExecType,
    Mode
} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";
import {Execution, IERC7579Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {IBatchCaller, Call} from "./IBatchCaller.sol";
import {IModeExecution} from "./IModeExecution.sol";
import {AccountCalls} from "./AccountCalls.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {ExecutionHooks} from "./ExecutionHooks.sol";
import {ExecutionModes} from "./ExecutionModes.sol";
import {SelfOnly} from "../SelfOnly.sol";

/// @title Executes calls by ERC-7579's modes and by the published batch call
/// @dev `execute` and `batchCall` are reached only from within an execution that hooks have already seen, so
/// they do not run hooks again. `executeFromExecutor` begins an execution, and runs them.
abstract contract ModeExecution is IModeExecution, IBatchCaller, SelfOnly {
    using AccountRegistry for AccountRegistry.Layout;

    /// @inheritdoc IERC7579Execution
    /// @dev Only the account itself may call this. Reverts with `UnsupportedExecutionMode`, or as a failing
    /// call does unless the mode is a try mode.
    function execute(bytes32 mode, bytes calldata executionCalldata) external payable onlySelf {
        _execute(mode, executionCalldata);
    }

    /// @inheritdoc IERC7579Execution
    /// @dev Only an installed executor may call this. Reverts with `NotAnExecutor` for anyone else, otherwise
    /// as `execute` does or if a hook refuses.
    function executeFromExecutor(
        bytes32 mode,
        bytes calldata executionCalldata
    ) external payable returns (bytes[] memory returnData) {
        if (!AccountRegistry.layout().has(msg.sender, Role.Executor)) {
            revert NotAnExecutor(msg.sender);
        }
        // Without hooks, the calldata is not copied to memory for them.
        if (!ExecutionHooks.any()) return _execute(mode, executionCalldata);

        ExecutionHooks.Run memory run = ExecutionHooks.preCheck(msg.sender, msg.value, msg.data);
        returnData = _execute(mode, executionCalldata);
        ExecutionHooks.postCheck(run);
    }

    /// @inheritdoc IBatchCaller
    function batchCall(Call[] calldata calls) external payable onlySelf {
        uint256 sum = 0;
        for (uint256 i = 0; i < calls.length; ++i) {
            Call calldata one = calls[i];
            sum += one.value;
            // The sum is compared only at the end; a mismatch undoes all the calls.
            if (AccountCalls.call(one.target, one.value, one.callData)) continue;
            if (!one.allowFailure) LowLevelCall.bubbleRevert();
            emit BatchCallFailure(i, LowLevelCall.returnData());
        }
        if (sum != msg.value) revert BatchValueMismatch(sum, msg.value);
    }

    /// @dev Executes by mode.
    /// @return returnData one result for each call, in order; in a try mode the result of a failed call is
    /// its revert data
    function _execute(
        bytes32 mode,
        bytes calldata executionCalldata
    ) private returns (bytes[] memory returnData) {
        if (!ExecutionModes.includes(mode)) revert UnsupportedExecutionMode(mode);
        (CallType callType, ExecType execType, , ) = ERC7579Utils.decodeMode(Mode.wrap(mode));
        bool mayFail = execType == ERC7579Utils.EXECTYPE_TRY;

        if (callType == ERC7579Utils.CALLTYPE_BATCH) return _executeBatch(executionCalldata, mayFail);
        returnData = new bytes[](1);
        returnData[0] = _result(0, _executeOne(callType, executionCalldata), mayFail);
    }

    /// @dev Makes the one call that the execution calldata describes. Reverts without data if it is too short
    /// for its call type.
    /// @param callType single, static or delegate call
    /// @return success false if the callee reverted
    function _executeOne(CallType callType, bytes calldata executionCalldata) private returns (bool success) {
        if (callType == ERC7579Utils.CALLTYPE_SINGLE) {
            (address callee, uint256 value, bytes calldata input) = ERC7579Utils.decodeSingle(
                executionCalldata
            );
            return AccountCalls.call(callee, value, input);
        }
        (address target, bytes calldata data) = ERC7579Utils.decodeDelegate(executionCalldata);
        return
            callType == ExecutionModes.CALLTYPE_STATIC
                ? AccountCalls.staticCall(target, data)
                : AccountCalls.delegateCall(target, data);
    }

    /// @dev Makes the calls of a batch in order.
    /// @param mayFail whether a failing call is reported instead of undoing the batch
    /// @return returnData one result for each call
    function _executeBatch(
        bytes calldata executionCalldata,
        bool mayFail
    ) private returns (bytes[] memory returnData) {
        Execution[] calldata batch = ERC7579Utils.decodeBatch(executionCalldata);
        returnData = new bytes[](batch.length);
        for (uint256 i = 0; i < batch.length; ++i) {
            Execution calldata one = batch[i];
            returnData[i] = _result(i, AccountCalls.call(one.target, one.value, one.callData), mayFail);
        }
    }

    /// @dev Returns what the call just made returned. If it failed, passes its revert on, or in a try mode
    /// announces it in an event.
    /// @param index the call's position in the batch, 0 for a single call
    function _result(uint256 index, bool success, bool mayFail) private returns (bytes memory returned) {
        if (!success && !mayFail) LowLevelCall.bubbleRevert();
        returned = LowLevelCall.returnData();
        if (!success) emit ERC7579Utils.ERC7579TryExecuteFail(index, returned);
    }
}

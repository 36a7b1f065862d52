// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IModuleRegistry} from "../account/modules/IModuleRegistry.sol";
import {ITimestampAsserter} from "../utils/ITimestampAsserter.sol";

/// @title An account that goes through a sequence of calls of the session module within a single call
/// @dev For tests only: anyone may control it. It is its module's timestamp asserter as well, so that time
/// can pass within that call.
contract SessionSequence is IModuleRegistry, ITimestampAsserter {
    /// @notice Thrown by `assertTimestampInRange`, as the chain's own asserter throws it. Unix times.
    error TimestampOutOfRange(uint256 currentTimestamp, uint256 start, uint256 end);
    /// @notice Thrown when the module answered false.
    error NotAuthentic();

    /// @notice A call of `target` with `data`, at Unix time `time`, with `installed` as the only other
    /// module.
    struct Step {
        uint256 time;
        address installed;
        address target;
        bytes data;
    }

    /// @notice The outcome of a step: the answer, or the revert data.
    struct Outcome {
        bool allowed;
        bytes answer;
    }

    uint256 private _time;
    address private _installed;

    /// @notice Performs the steps. A step that fails, or is answered with false, leaves no trace.
    function run(Step[] calldata steps) external returns (Outcome[] memory outcomes) {
        outcomes = new Outcome[](steps.length);
        for (uint256 i; i < steps.length; ++i) {
            (_time, _installed) = (steps[i].time, steps[i].installed);
            try this.perform(steps[i].target, steps[i].data) returns (bytes memory answer) {
                outcomes[i] = Outcome(true, answer);
            } catch (bytes memory reason) {
                outcomes[i] = Outcome(false, reason);
            }
        }
    }

    /// @notice Calls `target`. Reverts as it does, and if it answers `false`.
    function perform(address target, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory answer) = target.call(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
        if (answer.length == 32 && bytes32(answer) == 0) revert NotAuthentic();
        return answer;
    }

    /// @inheritdoc ITimestampAsserter
    function assertTimestampInRange(uint256 start, uint256 end) external view {
        if (_time < start || _time > end) revert TimestampOutOfRange(_time, start, end);
    }

    /// @inheritdoc IModuleRegistry
    function isModule(address module) external view returns (bool installed) {
        return module == _installed;
    }

    /// @inheritdoc IModuleRegistry
    function firstModuleOf(address[] calldata targets) external view returns (address found) {
        for (uint256 i; i < targets.length; ++i) {
            if (targets[i] == address(this) || targets[i] == _installed) return targets[i];
        }
    }

    /// @notice Returns true: every module is installed for every type.
    function isModuleInstalled(uint256, address, bytes calldata) external pure returns (bool) {
        return true;
    }
}

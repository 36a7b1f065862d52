// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {AbiBytes} from "./AbiBytes.sol";
import {SessionBatch} from "./SessionBatch.sol";
import {SessionCalldata} from "./SessionCalldata.sol";
import {SessionMeter} from "./SessionMeter.sol";
import {SessionPolicy} from "./SessionPolicy.sol";
import {SessionRule} from "./SessionRule.sol";
import {
    BARE_TRANSFER,
    COUNT_INDEX,
    CallSpec,
    Constraint,
    SessionSpec,
    TransferSpec
} from "./SessionTypes.sol";
import {IModuleRegistry} from "../interfaces/IModuleRegistry.sol";
import {ISessionKeyModule} from "../interfaces/ISessionKeyModule.sol";

/// @title Checks the calls of a session against its policies, and counts them
/// @dev In order: the target is neither the account nor a module of it; the policy that governs the call; its value per use; its
/// cumulative value; its constraints one after the other, each first by its condition and then by its limit. The first
/// that fails reverts. A bare transfer is governed by the call policy for bare transfers to its target if there is one,
/// and by the transfer policy for its target otherwise.
library SessionCheck {
    using SessionCalldata for *;
    using SessionMeter for SessionMeter.Meter;

    /// @dev Reverts unless the session allows the account to call `target` with `value` (wei) and `data`; counts the
    /// call against the session's limits.
    function check(
        SessionMeter.Meter memory meter,
        SessionSpec calldata spec,
        address target,
        uint256 value,
        bytes memory data
    ) internal {
        // Asked of the account each time: the module may have been installed after the session was opened.
        if (target == msg.sender) revert ISessionKeyModule.TargetBanned(target);
        if (_isModule(target)) revert ISessionKeyModule.TargetBanned(target);
        bytes4 selector = SessionPolicy.selectorOf(target, data);
        CallSpec[] calldata calls = spec.calls();
        uint256 index = SessionPolicy.findCall(calls, target, selector);
        if (index != calls.length) return _checkCall(meter, calls.at(index), index, value, data);
        if (selector != BARE_TRANSFER) revert ISessionKeyModule.CallNotAllowed(target, selector);
        TransferSpec[] calldata transfers = spec.transfers();
        index = SessionPolicy.findTransfer(transfers, target);
        if (index == transfers.length) revert ISessionKeyModule.TransferNotAllowed(target);
        _checkTransfer(meter, transfers.at(index), index, value);
    }

    /// @dev Reverts unless `data` is a batch and the session allows each of its calls; counts them, one after the other.
    /// A transaction to the account itself moves nothing. Its value may say what the batch moves, or nothing.
    /// @param value the transaction's (wei)
    /// @param data the transaction's, which has the account call itself
    function checkBatch(
        SessionMeter.Meter memory meter,
        SessionSpec calldata spec,
        uint256 value,
        bytes calldata data
    ) internal {
        if (!SessionBatch.isExecute(data)) revert ISessionKeyModule.TargetBanned(msg.sender);
        (bytes calldata elements, uint256 count) = SessionBatch.open(data);
        uint256 position = count * 32;
        uint256 sum;
        for (uint256 i; i < count; ++i) {
            (address target, uint256 each, bytes calldata callData, uint256 end) = SessionBatch.read(
                elements,
                i,
                position
            );
            check(meter, spec, target, each, AbiBytes.copy(callData));
            sum = Math.saturatingAdd(sum, each);
            position = end;
        }
        SessionBatch.close(elements, position);
        if (value != 0 && value != sum) revert ISessionKeyModule.BatchValueMismatch(sum, value);
    }

    /// @dev Same as IModuleRegistry(msg.sender).isModule(target), for a fifth of the gas around the call. An account that
    /// does not answer a word is taken to say yes.
    function _isModule(address target) private view returns (bool answer) {
        bytes4 selector = IModuleRegistry.isModule.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, target)
            let ok := staticcall(gas(), caller(), 0x00, 0x24, 0x00, 0x20)
            answer := iszero(and(and(ok, gt(returndatasize(), 0x1f)), iszero(mload(0x00))))
        }
    }

    function _checkTransfer(
        SessionMeter.Meter memory meter,
        TransferSpec calldata policy,
        uint256 index,
        uint256 value
    ) private {
        ISessionKeyModule.PolicyKind kind = ISessionKeyModule.PolicyKind.Transfer;
        if (value > policy.maxValuePerUse)
            revert ISessionKeyModule.MaxValuePerUseExceeded(kind, index, value, policy.maxValuePerUse);
        (bool fits, uint256 left) = meter.spend(SessionRule.transferValue(index), policy.valueLimit, value);
        if (!fits) revert ISessionKeyModule.ValueLimitExceeded(kind, index, value, left);
    }

    function _checkCall(
        SessionMeter.Meter memory meter,
        CallSpec calldata policy,
        uint256 index,
        uint256 value,
        bytes memory data
    ) private {
        ISessionKeyModule.PolicyKind kind = ISessionKeyModule.PolicyKind.Call;
        if (value > policy.maxValuePerUse)
            revert ISessionKeyModule.MaxValuePerUseExceeded(kind, index, value, policy.maxValuePerUse);
        (bool fits, uint256 left) = meter.spend(SessionRule.callValue(index), policy.valueLimit, value);
        if (!fits) revert ISessionKeyModule.ValueLimitExceeded(kind, index, value, left);

        Constraint[] calldata constraints = policy.rules();
        for (uint256 j; j < constraints.length; ++j) {
            _checkConstraint(meter, constraints.at(j), index, j, data);
        }
    }

    function _checkConstraint(
        SessionMeter.Meter memory meter,
        Constraint calldata constraint,
        uint256 policy,
        uint256 position,
        bytes memory data
    ) private {
        uint64 index = constraint.index;
        uint256 amount = index == COUNT_INDEX ? 1 : _argument(constraint, index, policy, position, data);
        uint256 rule = SessionRule.argument(policy, position);
        (bool fits, uint256 left) = meter.spend(rule, constraint.limit, amount);
        if (fits) return;
        if (index == COUNT_INDEX) revert ISessionKeyModule.UseLimitExceeded(policy, position, left);
        revert ISessionKeyModule.ArgumentLimitExceeded(policy, position, amount, left);
    }

    /// @dev The word a constraint is about, which has to be there and to meet the constraint's condition.
    function _argument(
        Constraint calldata constraint,
        uint64 index,
        uint256 policy,
        uint256 position,
        bytes memory data
    ) private pure returns (uint256) {
        (bool exists, bytes32 word) = SessionPolicy.argument(data, index);
        if (!exists) revert ISessionKeyModule.ArgumentMissing(policy, position, data.length);
        if (!SessionPolicy.meets(word, constraint.condition, constraint.refValue))
            revert ISessionKeyModule.ConditionFailed(
                policy,
                position,
                word,
                constraint.condition,
                constraint.refValue
            );
        return uint256(word);
    }
}

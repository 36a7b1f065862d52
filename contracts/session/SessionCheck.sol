// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SessionBatch} from "./SessionBatch.sol";
import {SessionCalldata} from "./SessionCalldata.sol";
import {SessionMeter} from "./SessionMeter.sol";
import {SessionPolicy} from "./SessionPolicy.sol";
import {SessionProgress} from "./SessionProgress.sol";
import {LimitId} from "./LimitId.sol";
import {SessionTargets} from "./SessionTargets.sol";
import {
    BARE_TRANSFER,
    COUNT_INDEX,
    CallSpec,
    Constraint,
    SessionSpec,
    TransferSpec
} from "./SessionTypes.sol";
import {ISessionKeyModule} from "./ISessionKeyModule.sol";

/// @title Checks the calls of a session against its policies, and counts them
/// @dev In order: the target is not the account; the policy that governs the call; its value per use; its cumulative
/// value; its constraints one after the other, each first by its condition and then by its limit. The first that fails
/// reverts. A bare transfer is governed by the call policy for bare transfers to its target if there is one, and by the
/// transfer policy for its target otherwise. That no target is a module of the account is asked of it once for all calls,
/// see SessionTargets.
library SessionCheck {
    using SessionCalldata for *;
    using SessionMeter for SessionProgress;
    using SessionTargets for SessionProgress;

    /// @dev Calldata of `approve`: selector and two words.
    uint256 private constant APPROVE_BYTES = 68;

    /// @dev Reverts unless the session allows the account to call `target` with `value` (wei) and `data`; counts the
    /// call against the session's limits.
    function check(
        SessionProgress memory self,
        SessionSpec calldata spec,
        address target,
        uint256 value,
        bytes calldata data
    ) internal view {
        if (target == msg.sender) revert ISessionKeyModule.TargetBanned(target);
        bytes4 selector = SessionPolicy.selectorOf(target, data);
        CallSpec[] calldata calls = spec.calls();
        uint256 index = SessionPolicy.findCall(calls, target, selector, self.lastCall);
        if (index == calls.length) {
            if (selector != BARE_TRANSFER) revert ISessionKeyModule.CallNotAllowed(target, selector);
            return _checkTransfer(self, spec.transfers(), target, value);
        }
        self.lastCall = index;
        self.listCall(index, target);
        _checkCall(self, calls.at(index), index, value, data);
    }

    /// @dev Reverts unless `data` is a batch and the session allows each of its calls; counts them, one after the other.
    /// A transaction to the account itself moves nothing. Its value may say what the batch moves, or nothing.
    /// @param value the transaction's (wei)
    /// @param data the transaction's, which has the account call itself
    function checkBatch(
        SessionProgress memory self,
        SessionSpec calldata spec,
        uint256 value,
        bytes calldata data
    ) internal view {
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
            check(self, spec, target, each, callData);
            if (each != 0) sum = Math.saturatingAdd(sum, each);
            position = end;
        }
        SessionBatch.close(elements, position);
        if (value != 0 && value != sum) revert ISessionKeyModule.BatchValueMismatch(sum, value);
    }

    /// @dev Reverts unless the session allows the account to call `token.approve(spender, amount)`; counts the call. No
    /// value goes with it, so it needs no period id for one; those of its constraints stand after the id of the value that
    /// the transaction's first call spends.
    function checkApprove(
        SessionProgress memory self,
        SessionSpec calldata spec,
        address token,
        address spender,
        uint256 amount
    ) internal view {
        if (token == msg.sender) revert ISessionKeyModule.TargetBanned(token);
        bytes4 selector = IERC20.approve.selector;
        CallSpec[] calldata calls = spec.calls();
        uint256 policy = SessionPolicy.findCall(calls, token, selector, 0);
        if (policy == calls.length) revert ISessionKeyModule.CallNotAllowed(token, selector);
        self.listCall(policy, token);
        Constraint[] calldata constraints = calls.at(policy).constraintsOf();
        self.valueId = self.takeIds(1);
        uint256 place = self.takeIds(constraints.length);
        uint256 limitId = LimitId.argument(policy, 0);
        for (uint256 i; i < constraints.length; ++i) {
            Constraint calldata constraint = constraints.at(i);
            uint256 index = constraint.indexOf();
            if (index > 1 && index != COUNT_INDEX)
                revert ISessionKeyModule.ArgumentMissing(policy, i, APPROVE_BYTES);
            uint256 word = index == 0 ? uint160(spender) : amount;
            _checkConstraint(self, constraint, limitId, place, index == COUNT_INDEX ? 1 : word);
            (limitId, place) = (LimitId.next(limitId), place + 32);
        }
    }

    function _checkTransfer(
        SessionProgress memory self,
        TransferSpec[] calldata transfers,
        address target,
        uint256 value
    ) private view {
        uint256 index = SessionPolicy.findTransfer(transfers, target, self.lastTransfer);
        if (index == transfers.length) revert ISessionKeyModule.TransferNotAllowed(target);
        self.lastTransfer = index;
        self.listTransfer(index, target);
        TransferSpec calldata policy = transfers.at(index);
        ISessionKeyModule.PolicyKind kind = ISessionKeyModule.PolicyKind.Transfer;
        if (value > policy.maxValuePerUse)
            revert ISessionKeyModule.MaxValuePerUseExceeded(kind, index, value, policy.maxValuePerUse);
        // The next one, unless the value's was set aside.
        uint256 place = self.valueId;
        if (place == 0) place = self.takeIds(1);
        else self.valueId = 0;
        uint256 limitId = LimitId.transferValue(index);
        (bool fits, uint256 left) = self.spend(limitId, policy.valueLimit, place, value);
        if (!fits) revert ISessionKeyModule.ValueLimitExceeded(kind, index, value, left);
    }

    function _checkCall(
        SessionProgress memory self,
        CallSpec calldata policy,
        uint256 index,
        uint256 value,
        bytes calldata data
    ) private view {
        Constraint[] calldata constraints = policy.constraintsOf();
        // All at once: the value's, unless that was set aside, and the constraints'.
        uint256 valueId = self.valueId;
        uint256 place = self.takeIds(valueId == 0 ? constraints.length + 1 : constraints.length);
        if (valueId == 0) (valueId, place) = (place, place + 32);
        else self.valueId = 0;
        ISessionKeyModule.PolicyKind kind = ISessionKeyModule.PolicyKind.Call;
        if (value > policy.maxValuePerUse)
            revert ISessionKeyModule.MaxValuePerUseExceeded(kind, index, value, policy.maxValuePerUse);
        uint256 limitId = LimitId.callValue(index);
        (bool fits, uint256 left) = self.spend(limitId, policy.valueLimit, valueId, value);
        if (!fits) revert ISessionKeyModule.ValueLimitExceeded(kind, index, value, left);
        _checkArguments(self, constraints, LimitId.argument(index, 0), place, data);
    }

    /// @param limitId the id of the first constraint's limit
    /// @param place where the first constraint's period id is, which those of the others follow
    function _checkArguments(
        SessionProgress memory self,
        Constraint[] calldata constraints,
        uint256 limitId,
        uint256 place,
        bytes calldata data
    ) private view {
        for (uint256 i; i < constraints.length; ++i) {
            Constraint calldata constraint = constraints.at(i);
            uint256 index = constraint.indexOf();
            uint256 amount = 1;
            if (index != COUNT_INDEX) {
                bool exists;
                (exists, amount) = SessionPolicy.argument(data, index);
                if (!exists)
                    revert ISessionKeyModule.ArgumentMissing(LimitId.policyOf(limitId), i, data.length);
            }
            _checkConstraint(self, constraint, limitId, place, amount);
            unchecked {
                (limitId, place) = (LimitId.next(limitId), place + 32);
            }
        }
    }

    /// @param limitId the id of the constraint's limit
    /// @param place where its period id is
    /// @param amount the word that the constraint is about, or 1 if it counts uses
    function _checkConstraint(
        SessionProgress memory self,
        Constraint calldata constraint,
        uint256 limitId,
        uint256 place,
        uint256 amount
    ) private view {
        if (!SessionPolicy.meets(amount, constraint.conditionOf(), uint256(constraint.refValue)))
            revert ISessionKeyModule.ConditionFailed(
                LimitId.policyOf(limitId),
                LimitId.constraintOf(limitId),
                bytes32(amount),
                constraint.condition,
                constraint.refValue
            );
        (bool fits, uint256 left) = self.spend(limitId, constraint.limit, place, amount);
        if (!fits) _revertSpent(constraint, limitId, amount, left);
    }

    function _revertSpent(
        Constraint calldata constraint,
        uint256 limitId,
        uint256 amount,
        uint256 left
    ) private pure {
        (uint256 policy, uint256 position) = (LimitId.policyOf(limitId), LimitId.constraintOf(limitId));
        if (constraint.indexOf() == COUNT_INDEX)
            revert ISessionKeyModule.UseLimitExceeded(policy, position, left);
        revert ISessionKeyModule.ArgumentLimitExceeded(policy, position, amount, left);
    }
}

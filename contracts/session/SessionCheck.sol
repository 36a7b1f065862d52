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

/// @title Checks a session's calls against its policies and counts them
/// @dev Checks in this order: that the target is not the account; that a policy governs the call; its value
/// per use; its cumulative value; its constraints one after the other, of each first the condition and then
/// the limit. The first check that fails reverts. A bare transfer is governed by the call policy for bare
/// transfers to its target if there is one, and by the transfer policy for its target otherwise. That no
/// target is a module of the account is checked once for all calls, see `SessionTargets`.
library SessionCheck {
    using SessionCalldata for *;
    using SessionMeter for SessionProgress;
    using SessionTargets for SessionProgress;

    /// @dev The length of the calldata of `approve`, in bytes: selector and two words.
    uint256 private constant APPROVE_BYTES = 68;

    /// @dev Reverts unless the session allows the account to call `target` with `value` (wei) and `data`.
    /// Counts the call against the session's limits.
    /// @param self the state of the transaction's check, in which calls are counted
    /// @param spec the session's registered spec
    /// @param target the address called, which must not be the account itself
    /// @param value the call's value (wei)
    /// @param data the call's calldata; empty for a bare transfer
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
        // Calls of a batch mostly stay with a policy, so the next search begins here.
        self.lastCall = index;
        self.listCall(index, target);
        _checkCall(self, calls.at(index), index, value, data);
    }

    /// @dev Reverts unless `data` is a batch and the session allows each of its calls. Counts them one after
    /// the other. A transaction to the account itself moves no ETH, so its value may be either the sum of
    /// what the batch moves or 0.
    /// @param value the transaction's value (wei)
    /// @param data the transaction's calldata, with which the account calls itself
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
            // Saturates instead of reverting without a reason; such a sum equals no value that the chain
            // moves.
            if (each != 0) sum = Math.saturatingAdd(sum, each);
            position = end;
        }
        SessionBatch.close(elements, position);
        if (value != 0 && value != sum) revert ISessionKeyModule.BatchValueMismatch(sum, value);
    }

    /// @dev Reverts unless the session allows the account to call `token.approve(spender, amount)`. Counts
    /// the call. It sends no value, so it has no period id for one; the ids for its constraints come after
    /// the id for the value of the transaction's first call, which is set aside here.
    /// @param token the ERC-20 token
    /// @param spender the paymaster
    /// @param amount the allowance, in the token's units
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
            // `approve` has two arguments: the spender and the amount.
            if (index > 1 && index != COUNT_INDEX)
                revert ISessionKeyModule.ArgumentMissing(policy, i, APPROVE_BYTES);
            uint256 word = index == 0 ? uint160(spender) : amount;
            _checkConstraint(self, constraint, limitId, place, index == COUNT_INDEX ? 1 : word);
            (limitId, place) = (LimitId.next(limitId), place + 32);
        }
    }

    /// @dev Checks and counts a bare transfer that no call policy governs. Reverts with `TransferNotAllowed`,
    /// `MaxValuePerUseExceeded` or `ValueLimitExceeded`.
    /// @param transfers the session's transfer policies
    /// @param value the transfer's value (wei)
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
        // The next id, unless one was set aside for this value.
        uint256 place = self.valueId;
        if (place == 0) place = self.takeIds(1);
        else self.valueId = 0;
        uint256 limitId = LimitId.transferValue(index);
        (bool fits, uint256 left) = self.spend(limitId, policy.valueLimit, place, value);
        if (!fits) revert ISessionKeyModule.ValueLimitExceeded(kind, index, value, left);
    }

    /// @dev Checks and counts a call against the call policy that governs it. Reverts with
    /// `MaxValuePerUseExceeded`, `ValueLimitExceeded`, or as `_checkArguments` does.
    /// @param index the policy's number
    /// @param value the call's value (wei)
    function _checkCall(
        SessionProgress memory self,
        CallSpec calldata policy,
        uint256 index,
        uint256 value,
        bytes calldata data
    ) private view {
        Constraint[] calldata constraints = policy.constraintsOf();
        // Takes all ids at once: that for the value, unless it was set aside, and those for the constraints.
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

    /// @dev Checks and counts a call's arguments and uses against its policy's constraints. Reverts with
    /// `ArgumentMissing`, or as `_checkConstraint` does.
    /// @param limitId the id of the first constraint's limit
    /// @param place where in the calldata the first constraint's period id is; those of the others follow
    /// @param data the call's calldata
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

    /// @dev Checks one constraint's condition and counts against its limit. Reverts with `ConditionFailed`,
    /// `ArgumentLimitExceeded` or `UseLimitExceeded`.
    /// @param limitId the id of the constraint's limit
    /// @param place where in the calldata its period id is
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

    /// @dev Reverts with the error for a constraint whose limit has less left than `amount`.
    /// @param limitId the id of the constraint's limit
    /// @param left what is left of it
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

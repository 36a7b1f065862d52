// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LimitId} from "./LimitId.sol";
import {
    BARE_TRANSFER,
    COUNT_INDEX,
    CallSpec,
    Condition,
    Constraint,
    LimitType,
    SessionSpec,
    TransferSpec,
    UsageLimit
} from "./SessionTypes.sol";
import {ISessionKeyModule} from "./ISessionKeyModule.sol";

/// @title Validates a session's spec, whoever opens it
/// @dev Runs once, when the session is opened; validation relies on it. It looks at the spec alone. Whether
/// the signer is free, the expiry far enough away, and the targets foreign to the account is for the module
/// to check.
library SessionSpecValidation {
    /// @dev The shortest period of an allowance, in seconds. Sequencers refuse transactions whose time window
    /// ends within a minute, so none could ever be sent in a window of a minute or less.
    uint256 private constant SHORTEST_PERIOD = 61;

    /// @dev Reverts with the first thing that is wrong: the signer, the fee limit, the lack of policies, then
    /// each call policy and each transfer policy in order.
    function check(SessionSpec calldata spec) internal pure {
        if (spec.signer == address(0)) revert ISessionKeyModule.ZeroSigner();
        if (spec.feeLimit.limitType == LimitType.Unlimited) revert ISessionKeyModule.UnlimitedFees();
        if (_isTooShort(spec.feeLimit))
            revert ISessionKeyModule.FeePeriodTooShort(spec.feeLimit.period, SHORTEST_PERIOD);
        CallSpec[] calldata calls = spec.callPolicies;
        TransferSpec[] calldata transfers = spec.transferPolicies;
        if (calls.length == 0 && transfers.length == 0) revert ISessionKeyModule.NoPolicies();
        for (uint256 i; i < calls.length; ++i) _checkCall(calls, i);
        for (uint256 i; i < transfers.length; ++i) _checkTransfer(transfers, i);
    }

    /// @dev Checks a call policy, and that no earlier one is for the same target and selector: which of two
    /// would govern a call would depend on their order.
    /// @param index the policy's number
    function _checkCall(CallSpec[] calldata policies, uint256 index) private pure {
        CallSpec calldata policy = policies[index];
        for (uint256 i; i < index; ++i) {
            if (policies[i].target == policy.target && policies[i].selector == policy.selector)
                revert ISessionKeyModule.DuplicatePolicy(ISessionKeyModule.PolicyKind.Call, index);
        }
        _checkValuePeriod(policy.valueLimit, ISessionKeyModule.PolicyKind.Call, index);
        if (policy.constraints.length > LimitId.MAX_CONSTRAINTS)
            revert ISessionKeyModule.TooManyConstraints(index);
        for (uint256 j; j < policy.constraints.length; ++j) {
            _checkConstraint(policy.constraints[j], policy.selector, index, j);
        }
    }

    /// @dev Checks a transfer policy, and that no earlier one is for the same target.
    /// @param index the policy's number
    function _checkTransfer(TransferSpec[] calldata policies, uint256 index) private pure {
        TransferSpec calldata policy = policies[index];
        for (uint256 i; i < index; ++i) {
            if (policies[i].target == policy.target)
                revert ISessionKeyModule.DuplicatePolicy(ISessionKeyModule.PolicyKind.Transfer, index);
        }
        _checkValuePeriod(policy.valueLimit, ISessionKeyModule.PolicyKind.Transfer, index);
    }

    /// @dev Checks one constraint of a call policy.
    /// @param selector the policy's selector
    /// @param policy the policy's number
    /// @param position the constraint's number in the policy
    function _checkConstraint(
        Constraint calldata constraint,
        bytes4 selector,
        uint256 policy,
        uint256 position
    ) private pure {
        if (_isTooShort(constraint.limit))
            revert ISessionKeyModule.ConstraintPeriodTooShort(
                policy,
                position,
                constraint.limit.period,
                SHORTEST_PERIOD
            );
        // A constraint on an argument needs an argument, and a condition that can decide something.
        if (constraint.index != COUNT_INDEX) {
            if (selector == BARE_TRANSFER)
                revert ISessionKeyModule.ConstraintOnBareTransfer(policy, position);
            if (_isVoid(constraint)) revert ISessionKeyModule.VoidCondition(policy, position);
            return;
        }
        // From here on, the constraint counts uses.
        if (constraint.limit.limitType == LimitType.Unlimited)
            revert ISessionKeyModule.CountWithoutLimit(policy, position);
        if (constraint.condition != Condition.Unconstrained)
            revert ISessionKeyModule.CountWithCondition(policy, position);
    }

    /// @dev Reverts with `ValuePeriodTooShort` if a policy's value limit is an allowance whose period is too
    /// short.
    /// @param index the policy's number
    function _checkValuePeriod(
        UsageLimit calldata limit,
        ISessionKeyModule.PolicyKind kind,
        uint256 index
    ) private pure {
        if (_isTooShort(limit))
            revert ISessionKeyModule.ValuePeriodTooShort(kind, index, limit.period, SHORTEST_PERIOD);
    }

    /// @dev Returns whether a limit is an allowance whose period is too short. The period of other limits is
    /// never read.
    function _isTooShort(UsageLimit calldata limit) private pure returns (bool) {
        return limit.limitType == LimitType.Allowance && limit.period < SHORTEST_PERIOD;
    }

    /// @dev Returns whether a condition is met by every word or by none: each is at least 0 and at most 2^256
    /// - 1, so none is less than the one or greater than the other.
    function _isVoid(Constraint calldata constraint) private pure returns (bool) {
        Condition condition = constraint.condition;
        if (condition == Condition.Less || condition == Condition.GreaterOrEqual)
            return constraint.refValue == bytes32(0);
        if (condition == Condition.Greater || condition == Condition.LessOrEqual)
            return constraint.refValue == bytes32(type(uint256).max);
        return false;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionMeter} from "./SessionMeter.sol";
import {SessionRecord} from "./SessionRecord.sol";
import {LimitId} from "./LimitId.sol";
import {
    BARE_TRANSFER,
    CallSpec,
    LimitState,
    LimitType,
    SessionSpec,
    SessionState,
    TransferSpec,
    UsageLimit
} from "./SessionTypes.sol";
import {UsageTracker} from "./UsageTracker.sol";

/// @title Reads what is left of a session's limits
/// @dev For views only, since it reads the clock. Reports what `SessionMeter` would still accept. The spec
/// need not be that of any session that was opened; nothing was used of its limits then.
library SessionReading {
    using UsageTracker for UsageTracker.Tracker;

    /// @dev The session whose usage is read, with everything that the keys of its trackers are made of.
    struct Subject {
        bytes32 sessionHash;
        address account;
        /// The session's slot, read once for all limits; 0 if there is no such session.
        SessionRecord record;
    }

    /// @dev Returns everything but the status.
    /// @param spec the spec whose hash is `sessionHash`
    function read(
        Subject memory self,
        SessionSpec calldata spec
    ) internal view returns (SessionState memory state) {
        state.feesRemaining = _remaining(self, LimitId.FEE, spec.feeLimit);
        state.transferValue = _transferValue(self, spec.transferPolicies);
        state.callValue = _callValue(self, spec.callPolicies);
        state.callParams = _callParams(self, spec.callPolicies);
    }

    /// @dev Returns what is left of each transfer policy's value limit, in wei, in the order of the policies.
    function _transferValue(
        Subject memory self,
        TransferSpec[] calldata policies
    ) private view returns (LimitState[] memory states) {
        states = new LimitState[](policies.length);
        for (uint256 i; i < states.length; ++i) {
            // The last member is the index of a word, of which a value limit has none.
            uint256 remaining = _remaining(self, LimitId.transferValue(i), policies[i].valueLimit);
            states[i] = LimitState(remaining, policies[i].target, BARE_TRANSFER, 0);
        }
    }

    /// @dev Returns what is left of each call policy's value limit, in wei, in the order of the policies.
    function _callValue(
        Subject memory self,
        CallSpec[] calldata policies
    ) private view returns (LimitState[] memory states) {
        states = new LimitState[](policies.length);
        for (uint256 i; i < states.length; ++i) {
            CallSpec calldata policy = policies[i];
            uint256 remaining = _remaining(self, LimitId.callValue(i), policy.valueLimit);
            states[i] = LimitState(remaining, policy.target, policy.selector, 0);
        }
    }

    /// @dev Returns what is left of each limited constraint, policy by policy, in the unit of what it counts.
    /// Constraints without a limit are left out.
    function _callParams(
        Subject memory self,
        CallSpec[] calldata policies
    ) private view returns (LimitState[] memory states) {
        states = new LimitState[](_countLimited(policies));
        uint256 next;
        for (uint256 i; i < policies.length; ++i) {
            CallSpec calldata policy = policies[i];
            for (uint256 j; j < policy.constraints.length; ++j) {
                UsageLimit calldata limit = policy.constraints[j].limit;
                if (limit.limitType == LimitType.Unlimited) continue;
                uint256 remaining = _remaining(self, LimitId.argument(i, j), limit);
                uint256 index = policy.constraints[j].index;
                states[next++] = LimitState(remaining, policy.target, policy.selector, index);
            }
        }
    }

    /// @dev Returns how many constraints have a limit, which is how many states `_callParams` returns.
    function _countLimited(CallSpec[] calldata policies) private pure returns (uint256 count) {
        for (uint256 i; i < policies.length; ++i) {
            for (uint256 j; j < policies[i].constraints.length; ++j) {
                if (policies[i].constraints[j].limit.limitType != LimitType.Unlimited) ++count;
            }
        }
    }

    /// @dev Returns what is left of a limit, wherever its usage is kept; `type(uint256).max` for an unlimited
    /// one.
    /// @param limitId the limit's number in the session, see `LimitId`
    function _remaining(
        Subject memory self,
        uint256 limitId,
        UsageLimit calldata limit
    ) private view returns (uint256) {
        if (limit.limitType == LimitType.Unlimited) return type(uint256).max;
        uint256 bitOffset = self.record.bitOffsetOf(limitId, limit);
        // In the record if it fits there, otherwise in a tracker: the same choice as in `SessionMeter.spend`.
        if (bitOffset != 0) return limit.limit - self.record.used(bitOffset);
        UsageTracker.Tracker storage tracker = SessionMeter.trackerOf(
            self.sessionHash,
            self.account,
            limitId
        );
        return limit.limit - tracker.used(limit, _periodId(limit));
    }

    /// @dev Returns the number of the present period, 0 for a lifetime. A spec with an allowance whose period
    /// is 0 may be asked about, but belongs to no session that could be opened.
    function _periodId(UsageLimit calldata limit) private view returns (uint64) {
        if (limit.limitType != LimitType.Allowance || limit.period == 0) return 0;
        return uint64(block.timestamp / limit.period);
    }
}

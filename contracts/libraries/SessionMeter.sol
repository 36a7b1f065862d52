// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SessionCalldata} from "./SessionCalldata.sol";
import {SessionRecord, SessionRecords} from "./SessionRecord.sol";
import {SessionRule} from "./SessionRule.sol";
import {SessionStorage} from "./SessionStorage.sol";
import {UsageLimit} from "./SessionTypes.sol";
import {TimeWindow} from "./TimeWindow.sol";
import {UsageTracker} from "./UsageTracker.sol";
import {ISessionKeyModule} from "../interfaces/ISessionKeyModule.sol";

/// @title Counts what a session uses of its limits
/// @dev A spending either fits into what is left and is counted, or is not counted at all; the caller reverts then, and
/// knows which rule to name.
library SessionMeter {
    using SessionCalldata for UsageLimit;
    using UsageTracker for UsageTracker.Tracker;

    /// @dev The state of one transaction's check.
    struct Meter {
        bytes32 sessionHash;
        address account;
        SessionRecord record;
        /// The seconds at which the transaction is admissible, both included. Each rule that depends on time narrows
        /// them; none widens or replaces them. The chain compares them with its clock once.
        uint256 windowStart;
        uint256 windowEnd;
        /// How many of the period ids have been read.
        uint256 idsRead;
    }

    /// @dev The next period id, which belongs to `limit`. An allowance's narrows the window to its period, so that the
    /// chain's clock decides whether it is the current one; any other limit has none, which is written 0.
    function nextPeriodId(
        Meter memory self,
        UsageLimit calldata limit,
        uint64[] calldata periodIds
    ) internal pure returns (uint64 periodId) {
        uint256 position = self.idsRead;
        if (position >= periodIds.length)
            revert ISessionKeyModule.WrongNumberOfPeriodIds(periodIds.length, position + 1);
        uint256 word;
        // periodIds[position], whose bounds were just checked, and whose range is below.
        assembly ("memory-safe") {
            word := calldataload(add(periodIds.offset, shl(5, position)))
        }
        unchecked {
            self.idsRead = position + 1;
        }
        uint256 max = limit.isAllowance() ? type(uint64).max : 0;
        if (word > max) revert ISessionKeyModule.UnexpectedPeriodId(position, word);
        if (max != 0) _narrow(self, uint64(word), limit.period);
        return uint64(word);
    }

    function _narrow(Meter memory self, uint64 periodId, uint256 period) private pure {
        (uint256 start, uint256 end) = TimeWindow.ofPeriod(periodId, period);
        self.windowStart = Math.max(self.windowStart, start);
        self.windowEnd = Math.min(self.windowEnd, end);
    }

    /// @dev Spends `amount` of the limit called `rule`.
    /// @return fits whether `amount` was left
    /// @return left how much was left before
    function spend(
        Meter memory self,
        uint256 rule,
        UsageLimit calldata limit,
        uint64 periodId,
        uint256 amount
    ) internal returns (bool fits, uint256 left) {
        // Nothing to count: no slot is touched.
        if (amount == 0 || limit.isUnlimited()) return (true, type(uint256).max);
        if (self.record.lane() == rule) {
            unchecked {
                // What was used never exceeds the limit.
                left = limit.limit - self.record.laneUsed();
            }
            fits = amount <= left;
            if (fits) self.record = self.record.addToLane(amount);
            return (fits, left);
        }
        return _spendTracked(self, rule, limit, periodId, amount);
    }

    /// @dev Spends `amount` (wei) of the fee limit.
    function spendFee(
        Meter memory self,
        UsageLimit calldata limit,
        uint64 periodId,
        uint256 amount
    ) internal returns (bool fits, uint256 left) {
        if (!SessionRecords.holdsFee(limit))
            return _spendTracked(self, SessionRule.FEE, limit, periodId, amount);
        uint256 used = self.record.feeUsed(periodId);
        unchecked {
            // What was used never exceeds the limit, and what is left is the difference.
            left = limit.limit - used;
            fits = amount <= left;
            if (fits) self.record = self.record.setFee(periodId, used + amount);
        }
    }

    function _spendTracked(
        Meter memory self,
        uint256 rule,
        UsageLimit calldata limit,
        uint64 periodId,
        uint256 amount
    ) private returns (bool fits, uint256 left) {
        UsageTracker.Tracker storage tracker = trackerOf(self.sessionHash, self.account, rule);
        uint256 used = tracker.used(limit, periodId);
        unchecked {
            left = limit.limit - used;
            fits = amount <= left;
            if (fits) tracker.store(limit, periodId, used + amount);
        }
    }

    /// @dev Where what was used of the limit called `rule` is kept, unless it is in the session's record.
    function trackerOf(
        bytes32 sessionHash,
        address account,
        uint256 rule
    ) internal view returns (UsageTracker.Tracker storage) {
        bytes32 key = Hashes.efficientKeccak256(sessionHash, bytes32(rule));
        return SessionStorage.layout().trackers[key][account];
    }
}

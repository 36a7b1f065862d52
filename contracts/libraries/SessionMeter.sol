// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SessionCalldata} from "./SessionCalldata.sol";
import {SessionRecord} from "./SessionRecord.sol";
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
        SessionRecord record;
        /// The seconds at which the transaction is admissible, both included. Each rule that depends on time narrows
        /// them; none widens or replaces them. The chain compares them with its clock once.
        uint256 windowStart;
        uint256 windowEnd;
        /// Where in the calldata the period ids begin, where the next one to be read is, and where they end.
        uint256 idsStart;
        uint256 nextId;
        uint256 idsEnd;
    }

    /// @dev Reads the next period id, which belongs to `limit`. An allowance's narrows the window to its period, so that
    /// the chain's clock decides whether it is the current one; any other limit has none, which is written 0.
    function nextPeriodId(
        Meter memory self,
        UsageLimit calldata limit
    ) internal pure returns (uint64 periodId) {
        uint256 position = self.nextId;
        if (position == self.idsEnd) _revertIds(self, 1);
        self.nextId = position + 32;
        uint256 word = SessionCalldata.word(position);
        if (limit.isAllowance()) {
            if (word > type(uint64).max) _revertId(self, word);
            _narrow(self, uint64(word), limit.period);
            return uint64(word);
        }
        if (word != 0) _revertId(self, word);
        return 0;
    }

    /// @dev Passes over the next period id, which belongs to a limit that does not apply.
    function skipPeriodId(Meter memory self) internal pure {
        if (self.nextId == self.idsEnd) _revertIds(self, 1);
        self.nextId += 32;
    }

    /// @dev Reverts unless all period ids have been read.
    function requireAllRead(Meter memory self) internal pure {
        if (self.nextId != self.idsEnd) _revertIds(self, 0);
    }

    function _revertId(Meter memory self, uint256 word) private pure {
        revert ISessionKeyModule.UnexpectedPeriodId((self.nextId - self.idsStart) / 32 - 1, word);
    }

    /// @param more how many ids more than have been read are needed
    function _revertIds(Meter memory self, uint256 more) private pure {
        uint256 given = (self.idsEnd - self.idsStart) / 32;
        uint256 read = (self.nextId - self.idsStart) / 32;
        revert ISessionKeyModule.WrongNumberOfPeriodIds(given, read + more);
    }

    function _narrow(Meter memory self, uint64 periodId, uint256 period) private pure {
        (uint256 start, uint256 end) = TimeWindow.ofPeriod(periodId, period);
        self.windowStart = Math.max(self.windowStart, start);
        self.windowEnd = Math.min(self.windowEnd, end);
    }

    /// @dev Spends `amount` of the limit called `rule`, in the period that the next period id names.
    /// @return fits whether `amount` was left
    /// @return left how much was left before
    function spend(
        Meter memory self,
        uint256 rule,
        UsageLimit calldata limit,
        uint256 amount
    ) internal returns (bool fits, uint256 left) {
        return spendIn(self, rule, limit, nextPeriodId(self, limit), amount);
    }

    /// @dev Spends `amount` of the limit called `rule`, in period `periodId` (0 unless it is an allowance).
    function spendIn(
        Meter memory self,
        uint256 rule,
        UsageLimit calldata limit,
        uint64 periodId,
        uint256 amount
    ) internal returns (bool fits, uint256 left) {
        // Nothing to count: no slot is touched.
        if (amount == 0) return (true, type(uint256).max);
        if (limit.isUnlimited()) return (true, type(uint256).max);
        SessionRecord record = self.record;
        uint256 count = record.countOf(rule, limit);
        if (count == 0) return _spendTracked(self.sessionHash, rule, limit, periodId, amount);
        unchecked {
            // What was used never exceeds the limit.
            left = limit.limit - record.used(count);
        }
        fits = amount <= left;
        if (fits) self.record = record.add(count, amount);
    }

    function _spendTracked(
        bytes32 sessionHash,
        uint256 rule,
        UsageLimit calldata limit,
        uint64 periodId,
        uint256 amount
    ) private returns (bool fits, uint256 left) {
        UsageTracker.Tracker storage tracker = trackerOf(sessionHash, msg.sender, rule);
        uint256 used = tracker.used(limit, periodId);
        unchecked {
            // As above, and what is left is the difference.
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

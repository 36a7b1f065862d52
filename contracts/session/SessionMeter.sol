// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SessionCalldata} from "./SessionCalldata.sol";
import {SessionCount} from "./SessionCount.sol";
import {SessionProgress} from "./SessionProgress.sol";
import {SessionRecord} from "./SessionRecord.sol";
import {SessionStorage} from "./SessionStorage.sol";
import {LimitType, UsageLimit} from "./SessionTypes.sol";
import {TimeWindow} from "./TimeWindow.sol";
import {UsageTracker} from "./UsageTracker.sol";
import {ISessionKeyModule} from "./ISessionKeyModule.sol";

/// @title Counts what a session uses of its limits
/// @dev A spending either fits into what is left and is counted, or is not counted at all; the caller reverts then, and
/// knows which limit to name. Counts stay in memory until `settle`, so that a batch reads and writes each slot once.
library SessionMeter {
    using SessionCalldata for UsageLimit;

    /// @dev Takes the next `count` period ids: their places in the calldata are `first`, `first + 32` and so on.
    function takeIds(SessionProgress memory self, uint256 count) internal pure returns (uint256 first) {
        first = self.nextId;
        unchecked {
            // A few times 32 after a place in the calldata.
            uint256 next = first + 32 * count;
            if (next > self.idsEnd) _revertIds(self, next);
            self.nextId = next;
        }
    }

    /// @dev Reverts unless all period ids have been taken.
    function requireAllTaken(SessionProgress memory self) internal pure {
        if (self.nextId != self.idsEnd) _revertIds(self, self.nextId);
    }

    /// @dev Spends `amount` of the limit `limitId`, in the period named by the id at `place`. An allowance's id narrows
    /// the window to its period, so that the chain's clock decides whether it is the current one; any other limit has no
    /// periods, and its id is 0.
    /// @return fits whether `amount` was left
    /// @return left how much was left before
    function spend(
        SessionProgress memory self,
        uint256 limitId,
        UsageLimit calldata limit,
        uint256 place,
        uint256 amount
    ) internal view returns (bool fits, uint256 left) {
        uint256 limitType = limit.typeOf();
        if (limitType == uint256(LimitType.Allowance))
            return _spendAllowance(self, limitId, limit, place, amount);
        if (SessionCalldata.word(place) != 0) _revertId(self, place);
        // Nothing to count: no slot is touched.
        if (limitType == uint256(LimitType.Unlimited)) return (true, type(uint256).max);
        if (amount == 0) return (true, type(uint256).max);
        SessionRecord record = self.record;
        uint256 bitOffset = record.bitOffsetOf(limitId, limit);
        if (bitOffset == 0) return _spendTracked(self, limitId, limit, self.lastCount.find(limit), 0, amount);
        unchecked {
            // What was used never exceeds the limit.
            left = limit.limit - record.used(bitOffset);
        }
        fits = amount <= left;
        if (fits) self.record = record.add(bitOffset, amount);
    }

    /// @dev Writes the counts that have trackers.
    function settle(SessionProgress memory self) internal {
        self.lastCount.store();
    }

    /// @dev Where what was used of the limit `limitId` is kept, unless it is in the session's record.
    function trackerOf(
        bytes32 sessionHash,
        address account,
        uint256 limitId
    ) internal view returns (UsageTracker.Tracker storage) {
        bytes32 key = Hashes.efficientKeccak256(sessionHash, bytes32(limitId));
        return SessionStorage.layout().trackers[key][account];
    }

    /// @dev A limit that is named with two periods is counted for the first of them: they have no second in common, and the
    /// transaction is refused for that in the end.
    function _spendAllowance(
        SessionProgress memory self,
        uint256 limitId,
        UsageLimit calldata limit,
        uint256 place,
        uint256 amount
    ) private view returns (bool fits, uint256 left) {
        uint256 periodId = SessionCalldata.word(place);
        SessionCount count = self.lastCount.find(limit);
        // The window is in the period of every count that was made.
        if (SessionCount.unwrap(count) == 0 || count.period() != periodId)
            _enter(self, limit, place, periodId);
        if (amount == 0) return (true, type(uint256).max);
        return _spendTracked(self, limitId, limit, count, periodId, amount);
    }

    /// @param count what was used of it, if that was read
    function _spendTracked(
        SessionProgress memory self,
        uint256 limitId,
        UsageLimit calldata limit,
        SessionCount count,
        uint256 periodId,
        uint256 amount
    ) private view returns (bool fits, uint256 left) {
        if (SessionCount.unwrap(count) == 0) {
            UsageTracker.Tracker storage tracker = trackerOf(self.sessionHash, msg.sender, limitId);
            count = self.lastCount.make(tracker, limit, periodId);
            self.lastCount = count;
        }
        uint256 used = count.used();
        unchecked {
            // As above, and what is left is the difference.
            left = limit.limit - used;
            fits = amount <= left;
            if (fits) count.set(used + amount);
        }
    }

    /// @dev Narrows the window to a period of an allowance.
    function _enter(
        SessionProgress memory self,
        UsageLimit calldata limit,
        uint256 place,
        uint256 periodId
    ) private pure {
        if (periodId > type(uint64).max) _revertId(self, place);
        (uint256 start, uint256 end) = TimeWindow.ofPeriod(periodId, limit.period);
        self.windowStart = Math.max(self.windowStart, start);
        self.windowEnd = Math.min(self.windowEnd, end);
    }

    function _revertId(SessionProgress memory self, uint256 place) private pure {
        uint256 position = (place - self.idsStart) / 32;
        revert ISessionKeyModule.UnexpectedPeriodId(position, SessionCalldata.word(place));
    }

    /// @param next where the next id would be if there were as many as have been needed so far
    function _revertIds(SessionProgress memory self, uint256 next) private pure {
        uint256 given = (self.idsEnd - self.idsStart) / 32;
        revert ISessionKeyModule.WrongNumberOfPeriodIds(given, (next - self.idsStart) / 32);
    }
}

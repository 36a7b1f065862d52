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
/// @dev An amount either fits into what is left and is counted, or is not counted at all; in that case the
/// caller reverts, since it knows which limit to name. Counts stay in memory until `settle`, so that a batch
/// reads and writes each slot once.
library SessionMeter {
    using SessionCalldata for UsageLimit;

    /// @dev Takes the next `count` period ids. Reverts with `WrongNumberOfPeriodIds` if there are fewer.
    /// @return first where in the calldata the first of them is; the others follow, 32 bytes each
    function takeIds(SessionProgress memory self, uint256 count) internal pure returns (uint256 first) {
        first = self.nextId;
        unchecked {
            // A small multiple of 32 added to a position in the calldata, so nothing overflows.
            uint256 next = first + 32 * count;
            if (next > self.idsEnd) _revertIds(self, next);
            self.nextId = next;
        }
    }

    /// @dev Reverts with `WrongNumberOfPeriodIds` unless all period ids have been taken: an id that belongs
    /// to no limit would be bytes that nothing needs.
    function requireAllTaken(SessionProgress memory self) internal pure {
        if (self.nextId != self.idsEnd) _revertIds(self, self.nextId);
    }

    /// @dev Spends `amount` of the limit `limitId`, in the period whose id is at `place` in the calldata. The
    /// id of an allowance narrows the window to its period, so that the chain's clock decides whether it is
    /// the present one; any other limit has no periods, and its id is 0.
    /// @return fits whether at least `amount` was left
    /// @return left how much was left before; the greatest number if nothing had to be counted
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
        // Nothing to count, so no slot is touched.
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

    /// @dev Writes the counts that have trackers. The caller writes the record.
    function settle(SessionProgress memory self) internal {
        self.lastCount.store();
    }

    /// @dev Returns where the usage of the limit `limitId` is kept, unless it is in the session's record.
    /// Keyed innermost by the account, as validation requires.
    /// @param account the account whose session it is
    function trackerOf(
        bytes32 sessionHash,
        address account,
        uint256 limitId
    ) internal view returns (UsageTracker.Tracker storage) {
        bytes32 key = Hashes.efficientKeccak256(sessionHash, bytes32(limitId));
        return SessionStorage.layout().trackers[key][account];
    }

    /// @dev Spends of an allowance. If a transaction names two periods for one limit, both amounts are
    /// counted for the first of them; the periods have no second in common, so the transaction is refused in
    /// the end.
    /// @param place where in the calldata the period's id is
    function _spendAllowance(
        SessionProgress memory self,
        uint256 limitId,
        UsageLimit calldata limit,
        uint256 place,
        uint256 amount
    ) private view returns (bool fits, uint256 left) {
        uint256 periodId = SessionCalldata.word(place);
        SessionCount count = self.lastCount.find(limit);
        // The window is already inside the period of every count that was made.
        if (SessionCount.unwrap(count) == 0 || count.period() != periodId)
            _enter(self, limit, place, periodId);
        if (amount == 0) return (true, type(uint256).max);
        return _spendTracked(self, limitId, limit, count, periodId, amount);
    }

    /// @dev Spends of a limit that has a tracker. Reads the tracker when the limit is used for the first time
    /// in a transaction.
    /// @param count what was used of it, or none if that was not read yet
    /// @param periodId the number of the period, 0 for a lifetime
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
            // What was used never exceeds the limit, nor does the sum, since `amount` fits into the
            // difference.
            left = limit.limit - used;
            fits = amount <= left;
            if (fits) count.set(used + amount);
        }
    }

    /// @dev Narrows the window to a period of an allowance. Reverts with `UnexpectedPeriodId` for a number
    /// above 2^64 - 1.
    /// @param place where in the calldata the period's id is
    function _enter(
        SessionProgress memory self,
        UsageLimit calldata limit,
        uint256 place,
        uint256 periodId
    ) private pure {
        if (periodId > type(uint64).max) _revertId(self, place);
        (uint256 start, uint256 end) = TimeWindow.ofPeriod(periodId, limit.period);
        // Only ever narrower: a window that becomes empty is refused when the clock is asserted.
        self.windowStart = Math.max(self.windowStart, start);
        self.windowEnd = Math.min(self.windowEnd, end);
    }

    /// @dev Reverts with the position, in the list of ids, of the id at `place` in the calldata.
    function _revertId(SessionProgress memory self, uint256 place) private pure {
        uint256 position = (place - self.idsStart) / 32;
        revert ISessionKeyModule.UnexpectedPeriodId(position, SessionCalldata.word(place));
    }

    /// @dev Reverts with the numbers of ids given and needed.
    /// @param next where the next id would be if there were as many as have been needed so far
    function _revertIds(SessionProgress memory self, uint256 next) private pure {
        uint256 given = (self.idsEnd - self.idsStart) / 32;
        revert ISessionKeyModule.WrongNumberOfPeriodIds(given, (next - self.idsStart) / 32);
    }
}

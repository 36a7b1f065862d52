// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Status, UsageLimit} from "./SessionTypes.sol";

/// @dev The slot of one session of one account: its status, the installation of the module it belongs to, and the two
/// counts that a common transaction needs, so that it writes one slot, which is never zero.
/// From the lowest bit: status 8, installation 24, lane 24, laneUsed 80, feePeriod 32, feeUsed 88.
type SessionRecord is uint256;

using SessionRecords for SessionRecord global;

/// @title Reads and changes the fields of a session's slot
/// @dev `feeUsed` (wei) counts for period `feePeriod` (0 for a lifetime) and is kept in the record if `holdsFee`.
/// `laneUsed` is what was used of one more limit, chosen when the session is opened (see SessionLane): the lifetime limit
/// tracked under the rule `lane`. All other limits have trackers of their own.
library SessionRecords {
    uint256 private constant INSTALLATION_AT = 8;
    uint256 private constant LANE_AT = 32;
    uint256 private constant LANE_USED_AT = 56;
    uint256 private constant FEE_PERIOD_AT = 136;
    uint256 private constant FEE_USED_AT = 168;

    /// @dev The record of a session that was just opened.
    function opened(uint24 installation, uint24 laneRule) internal pure returns (SessionRecord) {
        uint256 word = uint256(laneRule) << LANE_AT;
        return SessionRecord.wrap(word | (uint256(installation) << INSTALLATION_AT) | uint8(Status.Active));
    }

    /// @dev The same record, closed.
    function closed(SessionRecord self) internal pure returns (SessionRecord) {
        uint256 others = SessionRecord.unwrap(self) & ~uint256(type(uint8).max);
        return SessionRecord.wrap(others | uint8(Status.Closed));
    }

    /// @dev Where a session stands, given its account's present installation of the module, which is 0 if there is
    /// none: a session is active in the installation it was opened in, and closed in any other.
    function status(SessionRecord self, uint24 installation) internal pure returns (Status) {
        Status stored = Status(uint8(SessionRecord.unwrap(self)));
        if (stored != Status.Active) return stored;
        uint24 opening = uint24(SessionRecord.unwrap(self) >> INSTALLATION_AT);
        return opening == installation ? Status.Active : Status.Closed;
    }

    /// @dev Same as `status(self, installation) == Status.Active` for an installation that is not 0, in one comparison:
    /// the two fields it is about are the lowest of the word, and stand as they were when the session was opened.
    function isActive(SessionRecord self, uint24 installation) internal pure returns (bool) {
        uint256 asOpened = SessionRecord.unwrap(opened(installation, 0));
        return installation != 0 && SessionRecord.unwrap(self) & type(uint32).max == asOpened;
    }

    /// @dev The rule whose count is in the record; 0 for none.
    function lane(SessionRecord self) internal pure returns (uint24) {
        return uint24(SessionRecord.unwrap(self) >> LANE_AT);
    }

    /// @dev What was used of the limit in the lane, in its unit.
    function laneUsed(SessionRecord self) internal pure returns (uint256) {
        return uint80(SessionRecord.unwrap(self) >> LANE_USED_AT);
    }

    /// @dev The record with `amount` more used of the limit in the lane. The sum is at most that limit, so it fits.
    function addToLane(SessionRecord self, uint256 amount) internal pure returns (SessionRecord) {
        unchecked {
            return SessionRecord.wrap(SessionRecord.unwrap(self) + (amount << LANE_USED_AT));
        }
    }

    /// @dev Whether the record has room for everything that can be counted of this fee limit.
    function holdsFee(UsageLimit calldata limit) internal pure returns (bool) {
        return limit.limit <= type(uint88).max;
    }

    /// @dev The fee used in period `periodId`, in wei. Periods are told apart by the lower 32 bits of their numbers, and
    /// so for as long as 2^32 of them take, 136 years at the least; then the count of one would be taken for another's,
    /// which allows less, not more.
    function feeUsed(SessionRecord self, uint64 periodId) internal pure returns (uint256) {
        bool isCurrent = uint32(SessionRecord.unwrap(self) >> FEE_PERIOD_AT) == uint32(periodId);
        return isCurrent ? SessionRecord.unwrap(self) >> FEE_USED_AT : 0;
    }

    /// @dev The record with `amount` (wei), which `holdsFee` has room for, as the fee used in period `periodId`.
    function setFee(
        SessionRecord self,
        uint64 periodId,
        uint256 amount
    ) internal pure returns (SessionRecord) {
        uint256 others = SessionRecord.unwrap(self) & ((1 << FEE_PERIOD_AT) - 1);
        uint256 period = uint256(uint32(periodId)) << FEE_PERIOD_AT;
        return SessionRecord.wrap(others | period | (amount << FEE_USED_AT));
    }
}

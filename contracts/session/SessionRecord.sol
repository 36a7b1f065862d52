// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionCalldata} from "./SessionCalldata.sol";
import {LimitId} from "./LimitId.sol";
import {LimitType, Status, UsageLimit} from "./SessionTypes.sol";

/// @dev The slot of one session of one account: its status, the installation of the module it belongs to, and the three
/// counts that a common transaction needs, so that it writes one slot, which is never zero.
/// From the lowest bit: status 8, installation 16, id of the inline limit 16, and the counts, 72 each: fee, transfer,
/// inline limit.
type SessionRecord is uint256;

using SessionRecords for SessionRecord global;

/// @title Reads and changes the fields of a session's slot
/// @dev The counts are what was used of the fee limit, of the first transfer policy's value limit, and of the inline limit, one
/// of those of the call policies that was chosen when the session was opened (see InlineLimit). A limit is counted here if
/// it is for a lifetime and the room is enough for all of it. All others have trackers of their own.
library SessionRecords {
    using SessionCalldata for UsageLimit;

    uint256 private constant INSTALLATION_AT = 8;
    uint256 private constant INLINE_LIMIT_ID_AT = 24;
    uint256 private constant FEE_AT = 40;
    uint256 private constant TRANSFER_AT = 112;
    uint256 private constant INLINE_LIMIT_AT = 184;
    uint256 private constant MAX_COUNT = type(uint72).max;

    /// @dev The record of a session that was just opened.
    function opened(uint16 installation, uint16 inlineLimitId) internal pure returns (SessionRecord) {
        uint256 word = uint256(inlineLimitId) << INLINE_LIMIT_ID_AT;
        return SessionRecord.wrap(word | (uint256(installation) << INSTALLATION_AT) | uint8(Status.Active));
    }

    /// @dev The same record, closed.
    function closed(SessionRecord self) internal pure returns (SessionRecord) {
        uint256 others = SessionRecord.unwrap(self) & ~uint256(type(uint8).max);
        return SessionRecord.wrap(others | uint8(Status.Closed));
    }

    /// @dev Where a session stands, given its account's present installation of the module, which is 0 if there is
    /// none: a session is active in the installation it was opened in, and closed in any other.
    function status(SessionRecord self, uint16 installation) internal pure returns (Status) {
        Status stored = Status(uint8(SessionRecord.unwrap(self)));
        if (stored != Status.Active) return stored;
        uint16 opening = uint16(SessionRecord.unwrap(self) >> INSTALLATION_AT);
        return opening == installation ? Status.Active : Status.Closed;
    }

    /// @dev Same as `status(self, installation) == Status.Active`, in one comparison: the two fields it is about are the
    /// lowest of the word, and stand as they were when the session was opened, in an installation other than 0.
    function isActive(SessionRecord self, uint16 installation) internal pure returns (bool) {
        return SessionRecord.unwrap(self) & type(uint24).max == SessionRecord.unwrap(opened(installation, 0));
    }

    /// @dev Whether a count of the record has room for everything that can be used of a limit.
    function holds(UsageLimit calldata limit) internal pure returns (bool) {
        if (limit.typeOf() != uint256(LimitType.Lifetime)) return false;
        return limit.limit <= MAX_COUNT;
    }

    /// @dev The lowest bit of the count that belongs to the limit `limitId`; 0 if that has a tracker.
    function bitOffsetOf(
        SessionRecord self,
        uint256 limitId,
        UsageLimit calldata limit
    ) internal pure returns (uint256 bitOffset) {
        if (limitId == LimitId.FIRST_TRANSFER) bitOffset = TRANSFER_AT;
        else if (limitId == LimitId.FEE) bitOffset = FEE_AT;
        else return limitId == uint16(SessionRecord.unwrap(self) >> INLINE_LIMIT_ID_AT) ? INLINE_LIMIT_AT : 0;
        if (!holds(limit)) return 0;
    }

    /// @dev What was used of the limit whose count is at `bitOffset`, in its unit.
    function used(SessionRecord self, uint256 bitOffset) internal pure returns (uint256) {
        return (SessionRecord.unwrap(self) >> bitOffset) & MAX_COUNT;
    }

    /// @dev The record with `amount` more used of the limit whose count is at `bitOffset`. The sum is at most that limit,
    /// so it fits.
    function add(
        SessionRecord self,
        uint256 bitOffset,
        uint256 amount
    ) internal pure returns (SessionRecord) {
        unchecked {
            return SessionRecord.wrap(SessionRecord.unwrap(self) + (amount << bitOffset));
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionCalldata} from "./SessionCalldata.sol";
import {LimitId} from "./LimitId.sol";
import {LimitType, Status, UsageLimit} from "./SessionTypes.sol";

/// @dev The slot of one session of one account. It is never zero once the session was opened. It holds the
/// three counts that a common transaction needs, so that such a transaction writes one slot. From the lowest
/// bit:
/// - the status of the session, 8 bits,
/// - the account's installation of the module that it belongs to, 16 bits,
/// - the id of the inline limit, 16 bits,
/// - what was used of the fee limit, 72 bits,
/// - what was used of the first transfer policy's value limit, 72 bits,
/// - what was used of the inline limit, 72 bits.
type SessionRecord is uint256;

using SessionRecords for SessionRecord global;

/// @title Reads and changes the fields of a session's slot
/// @dev The counts are what was used of the fee limit, of the first transfer policy's value limit, and of the
/// inline limit: one limit of the call policies that was chosen when the session was opened (see
/// `InlineLimit`). A limit is counted here if it is for a lifetime and 72 bits are enough for all of it. All
/// others have trackers of their own.
library SessionRecords {
    using SessionCalldata for UsageLimit;

    /// @dev The lowest bit of each field.
    uint256 private constant INSTALLATION_AT = 8;
    uint256 private constant INLINE_LIMIT_ID_AT = 24;
    uint256 private constant FEE_AT = 40;
    uint256 private constant TRANSFER_AT = 112;
    uint256 private constant INLINE_LIMIT_AT = 184;
    /// @dev The greatest number that a count can hold.
    uint256 private constant MAX_COUNT = type(uint72).max;

    /// @dev Returns the record of a session that was just opened.
    function opened(uint16 installation, uint16 inlineLimitId) internal pure returns (SessionRecord) {
        uint256 word = uint256(inlineLimitId) << INLINE_LIMIT_ID_AT;
        return SessionRecord.wrap(word | (uint256(installation) << INSTALLATION_AT) | uint8(Status.Active));
    }

    /// @dev Returns the same record, closed.
    function closed(SessionRecord self) internal pure returns (SessionRecord) {
        uint256 others = SessionRecord.unwrap(self) & ~uint256(type(uint8).max);
        return SessionRecord.wrap(others | uint8(Status.Closed));
    }

    /// @dev Returns the status of a session: it is active in the installation it was opened in, and closed in
    /// any other.
    /// @param installation the account's present installation of the module, 0 if there is none
    function status(SessionRecord self, uint16 installation) internal pure returns (Status) {
        Status stored = Status(uint8(SessionRecord.unwrap(self)));
        if (stored != Status.Active) return stored;
        uint16 opening = uint16(SessionRecord.unwrap(self) >> INSTALLATION_AT);
        return opening == installation ? Status.Active : Status.Closed;
    }

    /// @dev Same as `status(self, installation) == Status.Active`, in one comparison: the two fields it
    /// depends on are the lowest of the word, and have been the same since the session was opened, in an
    /// installation other than 0.
    function isActive(SessionRecord self, uint16 installation) internal pure returns (bool) {
        return SessionRecord.unwrap(self) & type(uint24).max == SessionRecord.unwrap(opened(installation, 0));
    }

    /// @dev Returns whether a count of the record has room for everything that can be used of a limit.
    function holds(UsageLimit calldata limit) internal pure returns (bool) {
        if (limit.typeOf() != uint256(LimitType.Lifetime)) return false;
        return limit.limit <= MAX_COUNT;
    }

    /// @dev Returns the lowest bit of the count that belongs to the limit `limitId`; 0 if that limit has a
    /// tracker.
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

    /// @dev Returns what was used of the limit whose count is at `bitOffset`, in its unit.
    function used(SessionRecord self, uint256 bitOffset) internal pure returns (uint256) {
        return (SessionRecord.unwrap(self) >> bitOffset) & MAX_COUNT;
    }

    /// @dev Returns the record with `amount` more used of the limit whose count is at `bitOffset`. The caller
    /// has checked that the sum is at most that limit, so it fits.
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

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionCalldata} from "./SessionCalldata.sol";
import {UsageLimit} from "./SessionTypes.sol";
import {UsageTracker} from "./UsageTracker.sol";

/// @dev What was used of a limit that has a tracker, kept in memory until the transaction has passed all
/// checks. The value is its address in memory, 0 for none. Its words are:
/// - where the limit is in the calldata, by which the count is found,
/// - the slot of the tracker,
/// - the number of the period, 0 for a lifetime,
/// - the amount, in the limit's unit,
/// - the count that was made before it.
type SessionCount is uint256;

using SessionCounts for SessionCount global;

/// @title Keeps counts that a transaction reads once and writes once, however many of its calls they are
/// about
/// @dev Not structs: Solidity cannot keep references to calldata and storage in them, and gives each variable
/// of such a type memory of its own before it is set.
library SessionCounts {
    using SessionCalldata for UsageLimit;
    using UsageTracker for UsageTracker.Tracker;

    /// @dev Offsets of a count's words in memory, and its length, in bytes. The limit is at offset 0.
    uint256 private constant TRACKER = 0x20;
    uint256 private constant PERIOD = 0x40;
    uint256 private constant AMOUNT = 0x60;
    uint256 private constant PREVIOUS = 0x80;
    uint256 private constant BYTES = 0xa0;

    /// @dev Returns the count of `limit` among `self` and those made before it; none if it is not among them.
    /// A limit is recognised by its place in the calldata. Follows the links from the newest count on.
    function find(SessionCount self, UsageLimit calldata limit) internal pure returns (SessionCount found) {
        assembly ("memory-safe") {
            found := self
            for {} found {
                found := mload(add(found, PREVIOUS))
            } {
                if eq(mload(found), limit) {
                    break
                }
            }
        }
    }

    /// @dev Makes a count, linked to `self`, of what a tracker says was used of `limit` in a period.
    /// @param tracker where the limit's usage is stored
    /// @param periodId the number of the period, 0 for a lifetime
    function make(
        SessionCount self,
        UsageTracker.Tracker storage tracker,
        UsageLimit calldata limit,
        uint256 periodId
    ) internal view returns (SessionCount made) {
        uint256 amount = tracker.used(limit, periodId);
        assembly ("memory-safe") {
            made := mload(0x40)
            mstore(0x40, add(made, BYTES))
            mstore(made, limit)
            mstore(add(made, TRACKER), tracker.slot)
            mstore(add(made, PERIOD), periodId)
            mstore(add(made, AMOUNT), amount)
            mstore(add(made, PREVIOUS), self)
        }
    }

    /// @dev Returns the number of the period, 0 for a lifetime.
    function period(SessionCount self) internal pure returns (uint256 periodId) {
        assembly ("memory-safe") {
            periodId := mload(add(self, PERIOD))
        }
    }

    /// @dev Returns what was used so far, in the limit's unit.
    function used(SessionCount self) internal pure returns (uint256 amount) {
        assembly ("memory-safe") {
            amount := mload(add(self, AMOUNT))
        }
    }

    /// @dev Sets what was used, in the limit's unit, to at most the limit.
    function set(SessionCount self, uint256 amount) internal pure {
        assembly ("memory-safe") {
            mstore(add(self, AMOUNT), amount)
        }
    }

    /// @dev Writes this count, and those made before it, to their trackers. Called once, when all checks have
    /// passed.
    function store(SessionCount self) internal {
        uint256 count = SessionCount.unwrap(self);
        while (count != 0) {
            UsageTracker.Tracker storage tracker;
            UsageLimit calldata limit;
            uint256 periodId;
            uint256 amount;
            assembly ("memory-safe") {
                limit := mload(count)
                tracker.slot := mload(add(count, TRACKER))
                periodId := mload(add(count, PERIOD))
                amount := mload(add(count, AMOUNT))
                count := mload(add(count, PREVIOUS))
            }
            tracker.store(limit, periodId, amount);
        }
    }
}

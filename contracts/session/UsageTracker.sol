// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LimitType, UsageLimit} from "./SessionTypes.sol";

/// @title Stores what was used of one limit
/// @dev Takes one slot for every limit below 2^192: `packed` holds the period's number (64 bits) above the
/// amount (192 bits). For larger limits the amount is in `wide`, and `packed` holds only the period. A limit
/// never changes, so neither does the form in which it is kept. The amount counts for the period it was
/// written in, and reads as zero in any other; a lifetime is period 0 throughout.
library UsageTracker {
    /// @dev The slots of one limit's usage. `wide` is never touched for a limit below 2^192.
    struct Tracker {
        uint256 packed;
        uint256 wide;
    }

    uint256 private constant AMOUNT_BITS = 192;

    /// @dev Returns what was used of `limit` in period `periodId` (0 for a lifetime), in the limit's unit.
    /// Reads one slot, or two for a limit of 2^192 or more.
    function used(
        Tracker storage self,
        UsageLimit calldata limit,
        uint256 periodId
    ) internal view returns (uint256 amount) {
        uint256 packed = self.packed;
        if (packed >> AMOUNT_BITS != periodId) return 0;
        return _isWide(limit) ? self.wide : packed & type(uint192).max;
    }

    /// @dev Stores `amount`, at most `limit.limit`, as what was used of `limit` in period `periodId`.
    /// Whatever was stored for another period is overwritten: the chain's clock never returns to it.
    function store(
        Tracker storage self,
        UsageLimit calldata limit,
        uint256 periodId,
        uint256 amount
    ) internal {
        uint256 period = periodId << AMOUNT_BITS;
        if (!_isWide(limit)) {
            self.packed = period | amount;
            return;
        }
        self.wide = amount;
        // A lifetime is period 0, which is what the slot holds from the beginning.
        if (limit.limitType == LimitType.Allowance) self.packed = period;
    }

    /// @dev Returns whether amounts up to the limit may need more than 192 bits.
    function _isWide(UsageLimit calldata limit) private pure returns (bool) {
        return limit.limit > type(uint192).max;
    }
}

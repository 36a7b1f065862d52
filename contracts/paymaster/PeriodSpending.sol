// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Counts what was spent in one period
/// @dev Remembers one period only. Counting in another one overwrites it, so nothing has to be reset when a
/// period ends.
library PeriodSpending {
    /// @dev The amount, in wei, counts for its period, and reads as zero in any other.
    struct Spending {
        uint128 spent;
        uint128 periodId;
    }

    /// @dev Returns what was spent in a period, in wei: 0 unless it is the one that the amount counts for.
    function spentIn(Spending memory self, uint256 periodId) internal pure returns (uint128) {
        return self.periodId == periodId ? self.spent : 0;
    }

    /// @dev Returns what is left of `limit` in a period, in wei.
    function left(Spending memory self, uint256 limit, uint256 periodId) internal pure returns (uint256) {
        return Math.saturatingSub(limit, spentIn(self, periodId));
    }

    /// @dev Counts an amount that does not exceed what is `left`, so the cast does not cut it.
    function add(Spending storage self, uint256 amount, uint256 periodId) internal {
        (self.spent, self.periodId) = (spentIn(self, periodId) + uint128(amount), uint128(periodId));
    }

    /// @dev Subtracts what was counted in excess, unless another period has begun to be counted.
    function giveBack(Spending memory self, uint256 amount, uint256 periodId) internal pure {
        if (self.periodId == periodId) self.spent -= uint128(amount);
    }
}

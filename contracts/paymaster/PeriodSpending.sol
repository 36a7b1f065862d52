// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title What was spent in one period
library PeriodSpending {
    /// @dev The amount (wei) counts for its period, and reads as zero in any other.
    struct Spending {
        uint128 spent;
        uint128 periodId;
    }

    /// @dev What is left of `limit` in a period.
    function left(Spending memory self, uint256 limit, uint256 periodId) internal pure returns (uint256) {
        if (self.periodId != periodId) return limit;
        return limit > self.spent ? limit - self.spent : 0;
    }

    /// @dev Counts an amount that `left` has room for.
    function add(Spending storage self, uint256 amount, uint256 periodId) internal {
        if (self.periodId != periodId) (self.spent, self.periodId) = (0, uint128(periodId));
        self.spent += uint128(amount);
    }

    /// @dev Takes back what was counted too much, unless its period is over.
    function giveBack(Spending memory self, uint256 amount, uint256 periodId) internal pure {
        if (self.periodId == periodId) self.spent -= uint128(amount);
    }
}

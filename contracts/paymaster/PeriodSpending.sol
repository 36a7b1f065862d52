// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title What was spent in one period
library PeriodSpending {
    /// @dev The amount (wei) counts for its period, and reads as zero in any other.
    struct Spending {
        uint128 spent;
        uint128 periodId;
    }

    /// @dev What was spent in a period: nothing unless it is the one that the amount counts for.
    function spentIn(Spending memory self, uint256 periodId) internal pure returns (uint128) {
        return self.periodId == periodId ? self.spent : 0;
    }

    /// @dev What is left of `limit` in a period.
    function left(Spending memory self, uint256 limit, uint256 periodId) internal pure returns (uint256) {
        return Math.saturatingSub(limit, spentIn(self, periodId));
    }

    /// @dev Counts an amount that `left` has room for.
    function add(Spending storage self, uint256 amount, uint256 periodId) internal {
        (self.spent, self.periodId) = (spentIn(self, periodId) + uint128(amount), uint128(periodId));
    }

    /// @dev Takes back what was counted too much, unless its period is over.
    function giveBack(Spending memory self, uint256 amount, uint256 periodId) internal pure {
        if (self.periodId == periodId) self.spent -= uint128(amount);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Computes the seconds that belong to a period
library TimeWindow {
    /// @dev Returns the first and the last second (Unix time) of a period. Neighbouring periods share no
    /// second.
    /// @param periodId the number of the period, below 2^64
    /// @param period its length in seconds, not 0
    function ofPeriod(uint256 periodId, uint256 period) internal pure returns (uint256 start, uint256 end) {
        // 2^128 seconds are as good as any longer period: no clock leaves the first. Capped to that, nothing
        // overflows.
        uint256 length = Math.min(period, 1 << 128);
        unchecked {
            start = periodId * length;
            end = start + length - 1;
        }
    }
}

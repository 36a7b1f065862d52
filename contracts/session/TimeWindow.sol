// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The seconds of a period
library TimeWindow {
    /// @dev The first and the last second (Unix time) of period number `periodId`, for periods of `period` seconds (not
    /// 0). Neighbours share no second. `periodId` is below 2^64.
    function ofPeriod(uint256 periodId, uint256 period) internal pure returns (uint256 start, uint256 end) {
        // 2^128 seconds are as good as any longer period: no clock leaves the first. Kept that short, nothing overflows.
        uint256 length = Math.min(period, 1 << 128);
        unchecked {
            start = periodId * length;
            end = start + length - 1;
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionRecords} from "./SessionRecord.sol";
import {LimitId} from "./LimitId.sol";
import {CallSpec, SessionSpec, UsageLimit} from "./SessionTypes.sol";

/// @title Chooses the limit of a session's call policies that is counted in the session's own slot
/// @dev Prefers the constraints' limits to the calls' value limits, and among each kind takes the first that
/// fits. A transaction that uses the chosen limit needs no tracker for it, and so writes one slot fewer.
library InlineLimit {
    /// @dev Chooses once, when the session is opened; the choice is part of its record.
    /// @return limitId the id of the chosen limit; 0 if none fits
    function choose(SessionSpec calldata spec) internal pure returns (uint16 limitId) {
        CallSpec[] calldata calls = spec.callPolicies;
        for (uint256 i; i < calls.length; ++i) {
            for (uint256 j; j < calls[i].constraints.length; ++j) {
                limitId = _ifFits(calls[i].constraints[j].limit, LimitId.argument(i, j));
                if (limitId != 0) return limitId;
            }
        }
        for (uint256 i; i < calls.length; ++i) {
            limitId = _ifFits(calls[i].valueLimit, LimitId.callValue(i));
            if (limitId != 0) return limitId;
        }
    }

    /// @dev Returns the id if the limit fits into a record, which has 16 bits for the id; otherwise 0. A
    /// limit of 0 does not count, since nothing is ever used of it.
    function _ifFits(UsageLimit calldata limit, uint256 limitId) private pure returns (uint16) {
        bool fits = SessionRecords.holds(limit) && limit.limit != 0 && limitId <= type(uint16).max;
        return fits ? uint16(limitId) : 0;
    }
}

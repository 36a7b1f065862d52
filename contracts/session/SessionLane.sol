// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionRecords} from "./SessionRecord.sol";
import {SessionRule} from "./SessionRule.sol";
import {CallSpec, SessionSpec, UsageLimit} from "./SessionTypes.sol";

/// @title Chooses the limit of a session's call policies that is counted in the session's own slot
/// @dev The first that fits, of the constraints' limits, then the calls' value limits.
library SessionLane {
    /// @return rule the chosen limit's name; 0 if none fits
    function choose(SessionSpec calldata spec) internal pure returns (uint16 rule) {
        CallSpec[] calldata calls = spec.callPolicies;
        for (uint256 i; i < calls.length; ++i) {
            for (uint256 j; j < calls[i].constraints.length; ++j) {
                rule = _ifFits(calls[i].constraints[j].limit, SessionRule.argument(i, j));
                if (rule != 0) return rule;
            }
        }
        for (uint256 i; i < calls.length; ++i) {
            rule = _ifFits(calls[i].valueLimit, SessionRule.callValue(i));
            if (rule != 0) return rule;
        }
    }

    /// @dev A record has 16 bits for the rule. A limit of 0 counts nothing.
    function _ifFits(UsageLimit calldata limit, uint256 rule) private pure returns (uint16) {
        bool fits = SessionRecords.holds(limit) && limit.limit != 0 && rule <= type(uint16).max;
        return fits ? uint16(rule) : 0;
    }
}

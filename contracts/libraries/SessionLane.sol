// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionRule} from "./SessionRule.sol";
import {CallSpec, LimitType, SessionSpec, UsageLimit} from "./SessionTypes.sol";

/// @title Chooses the limit that is counted in a session's own slot
/// @dev One limit of each session is spared a slot of its own: the first that fits, of the transfers' value limits, then
/// the constraints' limits, then the calls' value limits.
library SessionLane {
    /// @return rule the chosen limit's name; 0 if none fits
    function choose(SessionSpec calldata spec) internal pure returns (uint24 rule) {
        for (uint256 i; i < spec.transferPolicies.length; ++i) {
            rule = _ifFits(spec.transferPolicies[i].valueLimit, SessionRule.transferValue(i));
            if (rule != 0) return rule;
        }
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

    /// @dev The lane has 80 bits for what was used, 24 for the rule and none for a period. A limit of 0 counts nothing.
    function _ifFits(UsageLimit calldata limit, uint256 rule) private pure returns (uint24) {
        bool fits =
            limit.limitType == LimitType.Lifetime &&
                limit.limit != 0 &&
                limit.limit <= type(uint80).max &&
                rule <= type(uint24).max;
        return fits ? uint24(rule) : 0;
    }
}

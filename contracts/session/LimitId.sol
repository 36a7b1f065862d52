// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Ids of the limits of a session
/// @dev From the lowest bit: kind 2, constraint 11, policy the rest. A policy has at most `MAX_CONSTRAINTS`, so no two
/// limits of a session have the same id, and none has the id 0.
library LimitId {
    uint256 internal constant MAX_CONSTRAINTS = 1 << 11;

    uint256 internal constant FEE = 1;
    uint256 private constant ARGUMENT = 0;
    uint256 private constant CALL_VALUE = 2;
    uint256 private constant TRANSFER_VALUE = 3;
    uint256 private constant CONSTRAINT_AT = 2;
    uint256 private constant POLICY_AT = 13;

    /// @dev The value limit of the first transfer policy.
    uint256 internal constant FIRST_TRANSFER = TRANSFER_VALUE;

    /// @dev The value limit of a transfer policy.
    function transferValue(uint256 policy) internal pure returns (uint256) {
        return (policy << POLICY_AT) | TRANSFER_VALUE;
    }

    /// @dev The value limit of a call policy.
    function callValue(uint256 policy) internal pure returns (uint256) {
        return (policy << POLICY_AT) | CALL_VALUE;
    }

    /// @dev The limit of a constraint of a call policy.
    function argument(uint256 policy, uint256 constraint) internal pure returns (uint256) {
        unchecked {
            // A policy's number is far from any edge.
            return ((policy + 1) << POLICY_AT) | (constraint << CONSTRAINT_AT) | ARGUMENT;
        }
    }

    /// @dev The limit of the constraint after the one that `limitId` is of.
    function next(uint256 limitId) internal pure returns (uint256) {
        unchecked {
            return limitId + (1 << CONSTRAINT_AT);
        }
    }

    /// @dev The number of the call policy that the constraint belongs to whose limit `limitId` is of.
    function policyOf(uint256 limitId) internal pure returns (uint256) {
        return (limitId >> POLICY_AT) - 1;
    }

    /// @dev The number of the constraint whose limit `limitId` is of.
    function constraintOf(uint256 limitId) internal pure returns (uint256) {
        return (limitId >> CONSTRAINT_AT) & (MAX_CONSTRAINTS - 1);
    }
}

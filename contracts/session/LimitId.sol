// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Numbers the limits of a session
/// @dev From the lowest bit, an id consists of:
/// - the kind of limit, 2 bits,
/// - the number of the constraint, 11 bits,
/// - the number of the policy, the remaining bits.
/// A policy has at most `MAX_CONSTRAINTS`, so no two limits of a session have the same id, and none has the
/// id 0.
library LimitId {
    uint256 internal constant MAX_CONSTRAINTS = 1 << 11;

    uint256 internal constant FEE = 1;
    uint256 private constant ARGUMENT = 0;
    uint256 private constant CALL_VALUE = 2;
    uint256 private constant TRANSFER_VALUE = 3;
    /// @dev The lowest bits of the constraint's number and of the policy's.
    uint256 private constant CONSTRAINT_AT = 2;
    uint256 private constant POLICY_AT = 13;

    /// @dev The id of the first transfer policy's value limit.
    uint256 internal constant FIRST_TRANSFER = TRANSFER_VALUE;

    /// @dev Returns the id of a transfer policy's value limit.
    function transferValue(uint256 policy) internal pure returns (uint256) {
        return (policy << POLICY_AT) | TRANSFER_VALUE;
    }

    /// @dev Returns the id of a call policy's value limit.
    function callValue(uint256 policy) internal pure returns (uint256) {
        return (policy << POLICY_AT) | CALL_VALUE;
    }

    /// @dev Returns the id of a constraint's limit. It holds the policy's number plus one, so that the first
    /// is not 0.
    function argument(uint256 policy, uint256 constraint) internal pure returns (uint256) {
        unchecked {
            // The number of policies is bounded by the calldata, so nothing overflows.
            return ((policy + 1) << POLICY_AT) | (constraint << CONSTRAINT_AT) | ARGUMENT;
        }
    }

    /// @dev Returns the id of the limit of the constraint that follows in the same policy.
    function next(uint256 limitId) internal pure returns (uint256) {
        unchecked {
            return limitId + (1 << CONSTRAINT_AT);
        }
    }

    /// @dev Returns the number of the call policy whose constraint has this limit.
    function policyOf(uint256 limitId) internal pure returns (uint256) {
        return (limitId >> POLICY_AT) - 1;
    }

    /// @dev Returns the number of the constraint that has this limit.
    function constraintOf(uint256 limitId) internal pure returns (uint256) {
        return (limitId >> CONSTRAINT_AT) & (MAX_CONSTRAINTS - 1);
    }
}

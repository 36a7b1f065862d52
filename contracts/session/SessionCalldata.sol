// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {CallSpec, Constraint, SessionSpec, TransferSpec, UsageLimit} from "./SessionTypes.sol";

/// @title Reads the lists of a registered spec, their elements and the types of its limits, in calldata
/// @dev Same as `spec.callPolicies`, `policies[index]` and so on, without the compiler's checks of each offset, length,
/// index and enum: they are for encodings that may be malformed, and the one of a session that exists is the compiler's own
/// (see SessionEnvelope.decode). Only for specs known to be registered and indices known to be below the length.
library SessionCalldata {
    uint256 private constant CALL_POLICIES = 0xa0;
    uint256 private constant TRANSFER_POLICIES = 0xc0;
    uint256 private constant CONSTRAINTS = 0xc0;
    uint256 private constant TRANSFER_SPEC_BYTES = 0xa0;
    uint256 private constant CONSTRAINT_BYTES = 0xc0;

    /// @dev `spec.signer`
    function key(SessionSpec calldata spec) internal pure returns (address signer) {
        assembly ("memory-safe") {
            signer := calldataload(spec)
        }
    }

    /// @dev `spec.callPolicies`
    function calls(SessionSpec calldata spec) internal pure returns (CallSpec[] calldata list) {
        assembly ("memory-safe") {
            let start := add(spec, calldataload(add(spec, CALL_POLICIES)))
            list.offset := add(start, 0x20)
            list.length := calldataload(start)
        }
    }

    /// @dev `spec.transferPolicies`
    function transfers(SessionSpec calldata spec) internal pure returns (TransferSpec[] calldata list) {
        assembly ("memory-safe") {
            let start := add(spec, calldataload(add(spec, TRANSFER_POLICIES)))
            list.offset := add(start, 0x20)
            list.length := calldataload(start)
        }
    }

    /// @dev `list[index]`
    function at(CallSpec[] calldata list, uint256 index) internal pure returns (CallSpec calldata policy) {
        assembly ("memory-safe") {
            policy := add(list.offset, calldataload(add(list.offset, shl(5, index))))
        }
    }

    /// @dev `list[index]`
    function at(
        TransferSpec[] calldata list,
        uint256 index
    ) internal pure returns (TransferSpec calldata policy) {
        assembly ("memory-safe") {
            policy := add(list.offset, mul(index, TRANSFER_SPEC_BYTES))
        }
    }

    /// @dev `policy.constraints`
    function constraintsOf(CallSpec calldata policy) internal pure returns (Constraint[] calldata list) {
        assembly ("memory-safe") {
            let start := add(policy, calldataload(add(policy, CONSTRAINTS)))
            list.offset := add(start, 0x20)
            list.length := calldataload(start)
        }
    }

    /// @dev `list[index]`
    function at(
        Constraint[] calldata list,
        uint256 index
    ) internal pure returns (Constraint calldata constraint) {
        assembly ("memory-safe") {
            constraint := add(list.offset, mul(index, CONSTRAINT_BYTES))
        }
    }

    /// @dev `policy.target == target && policy.selector == selector`
    function governs(
        CallSpec calldata policy,
        address target,
        bytes4 selector
    ) internal pure returns (bool answer) {
        assembly ("memory-safe") {
            answer := and(eq(calldataload(policy), target), eq(calldataload(add(policy, 0x20)), selector))
        }
    }

    /// @dev `policy.target == target`
    function governs(TransferSpec calldata policy, address target) internal pure returns (bool answer) {
        assembly ("memory-safe") {
            answer := eq(calldataload(policy), target)
        }
    }

    /// @dev `constraint.condition`, as a number
    function conditionOf(Constraint calldata constraint) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(constraint)
        }
    }

    /// @dev `constraint.index`
    function indexOf(Constraint calldata constraint) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(constraint, 0x20))
        }
    }

    /// @dev `limit.limitType`, as a number
    function typeOf(UsageLimit calldata limit) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(limit)
        }
    }

    /// @dev Where the elements of `list` begin in the calldata, and where they end.
    function bounds(uint64[] calldata list) internal pure returns (uint256 start, uint256 end) {
        assembly ("memory-safe") {
            start := list.offset
            end := add(start, shl(5, list.length))
        }
    }

    /// @dev The word at `position` of the calldata.
    function word(uint256 position) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(position)
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {CallSpec, Constraint, SessionSpec, TransferSpec, UsageLimit} from "./SessionTypes.sol";

/// @title Reads a registered spec's lists, their elements and its limits' types in calldata
/// @dev Same as `spec.callPolicies`, `policies[index]` and so on, without the compiler's checks of each
/// offset, length, index and enum. Those are for encodings that may be malformed, whereas the encoding of an
/// existing session is the compiler's own (see `SessionEnvelope.decode`). Only for specs that are known to be
/// registered, and indices known to be below the length.
///
/// Saves 852 gas of `validateSessionTransferNext`, 1,469 of `validateSessionCallNext` and 3,577 of
/// `validateSessionBatch`.
library SessionCalldata {
    /// @dev Offsets in the encoded structs, and the lengths of those without dynamic members, in bytes.
    uint256 private constant CALL_POLICIES = 0xa0;
    uint256 private constant TRANSFER_POLICIES = 0xc0;
    uint256 private constant CONSTRAINTS = 0xc0;
    uint256 private constant TRANSFER_SPEC_BYTES = 0xa0;
    uint256 private constant CONSTRAINT_BYTES = 0xc0;

    /// @dev Same as `spec.signer`.
    function key(SessionSpec calldata spec) internal pure returns (address signer) {
        assembly ("memory-safe") {
            signer := calldataload(spec)
        }
    }

    /// @dev Same as `spec.callPolicies`.
    function calls(SessionSpec calldata spec) internal pure returns (CallSpec[] calldata list) {
        assembly ("memory-safe") {
            let start := add(spec, calldataload(add(spec, CALL_POLICIES)))
            list.offset := add(start, 0x20)
            list.length := calldataload(start)
        }
    }

    /// @dev Same as `spec.transferPolicies`.
    function transfers(SessionSpec calldata spec) internal pure returns (TransferSpec[] calldata list) {
        assembly ("memory-safe") {
            let start := add(spec, calldataload(add(spec, TRANSFER_POLICIES)))
            list.offset := add(start, 0x20)
            list.length := calldataload(start)
        }
    }

    /// @dev Same as `list[index]`. The elements vary in length, so the list begins with their offsets.
    function at(CallSpec[] calldata list, uint256 index) internal pure returns (CallSpec calldata policy) {
        assembly ("memory-safe") {
            policy := add(list.offset, calldataload(add(list.offset, shl(5, index))))
        }
    }

    /// @dev Same as `list[index]`. The elements have one length and follow each other.
    function at(
        TransferSpec[] calldata list,
        uint256 index
    ) internal pure returns (TransferSpec calldata policy) {
        assembly ("memory-safe") {
            policy := add(list.offset, mul(index, TRANSFER_SPEC_BYTES))
        }
    }

    /// @dev Same as `policy.constraints`.
    function constraintsOf(CallSpec calldata policy) internal pure returns (Constraint[] calldata list) {
        assembly ("memory-safe") {
            let start := add(policy, calldataload(add(policy, CONSTRAINTS)))
            list.offset := add(start, 0x20)
            list.length := calldataload(start)
        }
    }

    /// @dev Same as `list[index]`. The elements have one length and follow each other.
    function at(
        Constraint[] calldata list,
        uint256 index
    ) internal pure returns (Constraint calldata constraint) {
        assembly ("memory-safe") {
            constraint := add(list.offset, mul(index, CONSTRAINT_BYTES))
        }
    }

    /// @dev Same as `policy.target == target && policy.selector == selector`.
    function governs(
        CallSpec calldata policy,
        address target,
        bytes4 selector
    ) internal pure returns (bool answer) {
        assembly ("memory-safe") {
            answer := and(eq(calldataload(policy), target), eq(calldataload(add(policy, 0x20)), selector))
        }
    }

    /// @dev Same as `policy.target == target`.
    function governs(TransferSpec calldata policy, address target) internal pure returns (bool answer) {
        assembly ("memory-safe") {
            answer := eq(calldataload(policy), target)
        }
    }

    /// @dev Same as `constraint.condition`, as a number.
    function conditionOf(Constraint calldata constraint) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(constraint)
        }
    }

    /// @dev Same as `constraint.index`.
    function indexOf(Constraint calldata constraint) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(constraint, 0x20))
        }
    }

    /// @dev Same as `limit.limitType`, as a number.
    function typeOf(UsageLimit calldata limit) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(limit)
        }
    }

    /// @dev Returns where in the calldata the elements of `list` begin and end, which Solidity cannot say.
    function bounds(uint64[] calldata list) internal pure returns (uint256 start, uint256 end) {
        assembly ("memory-safe") {
            start := list.offset
            end := add(start, shl(5, list.length))
        }
    }

    /// @dev Returns the word at `position` of the calldata. Saves 304 gas of `validateSessionCallNext` against
    /// slices.
    function word(uint256 position) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(position)
        }
    }
}

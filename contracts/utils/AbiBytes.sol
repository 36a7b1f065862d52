// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Reads `bytes` members out of an ABI-encoded tuple that may be malformed
/// @dev `abi.decode` reverts on bad input, but a validator has to answer "invalid". Unlike `abi.decode`,
/// these functions do not look at the tuple's other members, so callers choose what they tolerate.
///
/// Nothing is loaded from a position before that position is known to be inside. Beyond the calldata the EVM
/// reads zeros, but EraVM does so only up to 2^32: a load from further on ends the frame, with all its gas
/// and without an answer.
library AbiBytes {
    /// @dev Returns the `bytes` (or `string`) whose offset is head word `index` of the tuple `blob`.
    /// @param index a small number
    /// @return ok false if the head, the length or the content would reach past the end of `blob`
    /// @return member the content, a slice of `blob`; empty if not `ok`
    function tryMember(
        bytes calldata blob,
        uint256 index
    ) internal pure returns (bool ok, bytes calldata member) {
        // Three comparisons. Each ensures that the subtraction in the next does not wrap, or that its result
        // no longer counts if it does. Same as, without the compiler's own checks of each slice:
        //   size >= 32 * index + 32 && word(blob, 32 * index) <= size - 32
        //     && word(blob, offset) <= size - 32 - offset
        // Both loads that precede their check are from nearby: the head is, even if it is missing, and an
        // offset that is out of range is replaced by 0. Saves 665 gas of `validatePasskey`.
        assembly ("memory-safe") {
            let head := shl(5, index)
            let room := sub(blob.length, 0x20)
            let offset := calldataload(add(blob.offset, head))
            ok := iszero(or(lt(blob.length, add(head, 0x20)), gt(offset, room)))
            offset := mul(offset, ok)
            let start := add(blob.offset, offset)
            let length := calldataload(start)
            ok := and(ok, iszero(gt(length, sub(room, offset))))
            member.offset := mul(add(start, 0x20), ok)
            member.length := mul(length, ok)
        }
    }

    /// @dev Returns all of `blob` from the position that head word `index` points to, for members that are
    /// not `bytes`.
    /// @param index at most one more than the index of a head word that is in `blob`
    /// @return ok false if the head, or what it points to, is past the end of `blob`
    /// @return tail a slice of `blob`; empty if not `ok`
    function tryTail(
        bytes calldata blob,
        uint256 index
    ) internal pure returns (bool ok, bytes calldata tail) {
        unchecked {
            uint256 head = 32 * index;
            if (blob.length < head + 32) return (false, blob[:0]);
            uint256 offset = word(blob, head);
            return offset > blob.length ? (false, blob[:0]) : (true, blob[offset:]);
        }
    }

    /// @dev Returns the 32 bytes at byte `position` of `blob`. The caller has checked that
    /// `position + 32 <= blob.length`, or that `position` is inside, and disregards what is past the end.
    function word(bytes calldata blob, uint256 position) internal pure returns (uint256 value) {
        // Same as uint256(bytes32(blob[position:position + 32])) if that is inside. Solidity cannot load what is
        // not.
        assembly ("memory-safe") {
            value := calldataload(add(blob.offset, position))
        }
    }
}

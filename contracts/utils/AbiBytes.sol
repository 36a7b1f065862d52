// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Reads `bytes` members out of an ABI-encoded tuple that may be malformed
/// @dev `abi.decode` reverts on bad input, but a validator has to answer "invalid". Unlike `abi.decode`, this does not
/// look at the tuple's other members, so a caller chooses what it tolerates.
///
/// No position is loaded from before it is known to lie inside. Where the EVM reads zeros from beyond the calldata, EraVM
/// reads them only up to 2^32: a load from further on ends the frame, with all its gas and without an answer.
library AbiBytes {
    /// @dev The `bytes` (or `string`) whose offset stands in head word `index` of the tuple `blob`. `index` is a small
    /// number.
    /// @return ok false if the head, the length or the content would reach past the end of `blob`
    /// @return member the content, a slice of `blob`; empty if not `ok`
    function tryMember(
        bytes calldata blob,
        uint256 index
    ) internal pure returns (bool ok, bytes calldata member) {
        // Three comparisons, each of which covers the subtraction in the next, so that no result of one that wrapped
        // counts. Same as, without the compiler's own checks of each slice,
        //   size >= 32 * index + 32 && word(blob, 32 * index) <= size - 32
        //     && word(blob, offset) <= size - 32 - offset
        // The head may be missing, but is near; an offset that is out of range counts as 0, which is near, too.
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

    /// @dev Everything of `blob` from where head word `index` points, for members that are no `bytes`. `index` is at most
    /// one more than that of a head word of `blob`.
    /// @return ok false if the head, or where it points, is past the end of `blob`
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

    /// @dev The 32 bytes at byte `position` of `blob`. The caller has checked that `position + 32 <= blob.length`.
    function word(bytes calldata blob, uint256 position) internal pure returns (uint256 value) {
        // Same as uint256(bytes32(blob[position:position + 32])), without its second bounds check.
        assembly ("memory-safe") {
            value := calldataload(add(blob.offset, position))
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {AbiBytes} from "../utils/AbiBytes.sol";
import {ISessionKeyModule} from "./ISessionKeyModule.sol";
import {SessionAddress} from "./SessionAddress.sol";

/// @title Reads a batch, the only thing that a session may ask of its account itself
/// @dev A batch is ERC-7579's `execute(mode, executionCalldata)` with
/// `executionCalldata = abi.encode(Execution[])`.
///
/// What is read here must be what the account executes. The account decodes with `ERC7579Utils.decodeBatch`,
/// which follows offsets wherever they point. Here every offset has to be that of the ABI's strict encoding:
/// no gaps, no overlaps, nothing afterwards. That leaves one encoding for each list of calls, which every
/// decoder reads alike.
///
/// The only mode is the batch that fails as a whole. The others would add nothing (single: a plain
/// transaction), leave undone some of the calls that were agreed on together (try), run foreign code as the
/// account (delegate call), or do nothing (static).
library SessionBatch {
    /// @dev Call type 0x01, execution type 0x00, no mode selector, no payload.
    bytes32 internal constant MODE = bytes32(uint256(0x01) << 248);

    /// @dev The most calls of a batch. A sequencer allows a validation to cost 300,000 at Era's prices.
    /// Everything but the calls takes some 100,000 of it, and a token call about 5,000 if its policy has two
    /// constraints.
    uint256 internal constant MAX_CALLS = 32;

    /// @dev Positions in the calldata, in bytes.
    uint256 private constant MODE_AT = 0x04;
    uint256 private constant OFFSET_AT = 0x24;
    uint256 private constant LENGTH_AT = 0x44;
    uint256 private constant ARRAY_OFFSET_AT = 0x64;
    uint256 private constant COUNT_AT = 0x84;
    uint256 private constant ELEMENTS_AT = 0xa4;
    /// @dev The length of a call's head, in bytes: target, value, offset of the calldata, and the calldata's
    /// length.
    uint256 private constant CALL_HEAD = 0x80;

    /// @dev Returns whether calldata for the account calls `execute`.
    function isExecute(bytes calldata data) internal pure returns (bool) {
        return data.length >= 4 && bytes4(data) == IERC7579Execution.execute.selector;
    }

    /// @dev Reverts unless `data`, a call of `execute`, is a batch of 1 to `MAX_CALLS` calls.
    /// @return elements the array's elements: an offset for each call, followed by the calls
    /// @return count the number of calls; all their offsets are inside `elements`
    function open(bytes calldata data) internal pure returns (bytes calldata elements, uint256 count) {
        if (data.length < ELEMENTS_AT) revert ISessionKeyModule.MalformedBatch();
        bytes32 mode = bytes32(AbiBytes.word(data, MODE_AT));
        if (mode != MODE) revert ISessionKeyModule.ExecutionModeNotAllowed(mode);
        if (
            AbiBytes.word(data, OFFSET_AT) != OFFSET_AT + 0x20 - MODE_AT ||
            AbiBytes.word(data, LENGTH_AT) != data.length - ARRAY_OFFSET_AT ||
            AbiBytes.word(data, ARRAY_OFFSET_AT) != 0x20
        ) revert ISessionKeyModule.MalformedBatch();
        elements = data[ELEMENTS_AT:];
        count = AbiBytes.word(data, COUNT_AT);
        if (count == 0) revert ISessionKeyModule.EmptyBatch();
        if (count > elements.length / 32) revert ISessionKeyModule.MalformedBatch();
        if (count > MAX_CALLS) revert ISessionKeyModule.TooManyCalls(count, MAX_CALLS);
    }

    /// @dev Reads call number `index`, whose head has to be at `position`. That is right after the offsets
    /// for the first call, and at the previous call's `end` for the others; the last `end` has to be that of
    /// `elements` (see `close`).
    /// @return target the address to call
    /// @return value wei to send along
    /// @return callData the calldata, a slice of `elements`
    /// @return end the position after the call, with its padding
    function read(
        bytes calldata elements,
        uint256 index,
        uint256 position
    ) internal pure returns (address target, uint256 value, bytes calldata callData, uint256 end) {
        uint256 word;
        bool wellFormed;
        // Same as the following, where each comparison ensures what the next relies on:
        //   elements[32 * index] == position && elements[position + 0x40] == 0x60 && length <= elements.length
        //     && end <= elements.length && the bytes from the data's end to `end` are zero
        // Whatever is loaded before it was compared is inside `elements` or less than CALL_HEAD after them. Saves
        // 360 gas of `validateSessionBatch`.
        assembly ("memory-safe") {
            let head := add(elements.offset, position)
            let length := calldataload(add(head, 0x60))
            let padded := and(add(length, 0x1f), not(0x1f))
            end := add(add(position, CALL_HEAD), padded)
            wellFormed := and(
                and(
                    eq(calldataload(add(elements.offset, shl(5, index))), position),
                    eq(calldataload(add(head, 0x40)), 0x60)
                ),
                iszero(or(gt(length, elements.length), gt(end, elements.length)))
            )
            length := mul(length, wellFormed)
            callData.offset := add(head, CALL_HEAD)
            callData.length := length
            // 0 if there is no padding.
            let padding := shr(
                shl(3, sub(0x20, sub(padded, length))),
                calldataload(add(callData.offset, length))
            )
            wellFormed := and(wellFormed, iszero(padding))
            word := calldataload(head)
            value := calldataload(add(head, 0x20))
        }
        if (!wellFormed) revert ISessionKeyModule.MalformedBatch();
        target = SessionAddress.narrow(word);
    }

    /// @dev Reverts unless the last call ended at `position`.
    function close(bytes calldata elements, uint256 position) internal pure {
        if (position != elements.length) revert ISessionKeyModule.MalformedBatch();
    }
}

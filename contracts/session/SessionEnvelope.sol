// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AbiBytes} from "../utils/AbiBytes.sol";
import {SessionSpec} from "./SessionTypes.sol";
import {ISessionKeyModule} from "./ISessionKeyModule.sol";

/// @title Opens the signature field of a session transaction
/// @dev The field is `signature = abi.encode(bytes signature, address validator, bytes validatorData)`, in
/// which `validatorData = abi.encode(SessionSpec spec, uint64[] periodIds)`.
///
/// Nobody signs these bytes, and the account pays for each of them. So everything in them must be where the
/// ABI's strict encoding puts it, each part right after the one before and the last one up to the end:
/// whoever passes a transaction on can add nothing. Every length and offset is compared before anything is
/// loaded from where it points, since EraVM ends the frame at a load from beyond 2^32.
library SessionEnvelope {
    /// @dev The position of the first member's length: right after the three words of the head.
    uint256 private constant SIGNATURE_AT = 0x60;
    /// @dev The position of the spec in a canonical encoding of `validatorData`: right after its two offsets.
    uint256 private constant SPEC_POSITION = 0x40;

    /// @dev Returns the two members of an account's signature field that concern the module. Reverts with
    /// `MalformedValidatorData` unless the field is canonical.
    function open(
        bytes calldata envelope
    ) internal pure returns (bytes calldata signature, bytes calldata validatorData) {
        uint256 size = envelope.length;
        _require(size >= SIGNATURE_AT + 0x20);
        uint256 length = AbiBytes.word(envelope, SIGNATURE_AT);
        _require(length <= size);
        uint256 dataAt;
        unchecked {
            // These are numbers up to the size of the calldata, so nothing wraps.
            dataAt = SIGNATURE_AT + 0x20 + ((length + 31) & ~uint256(31));
            _require(dataAt + 0x20 <= size);
            // Zero if all three are as they have to be.
            _require(
                (AbiBytes.word(envelope, 0) ^ SIGNATURE_AT) |
                    (AbiBytes.word(envelope, 0x40) ^ dataAt) |
                    (AbiBytes.word(envelope, dataAt) ^ (size - dataAt - 0x20)) ==
                    0
            );
        }
        // Same as two slices, without their checks. Saves 116 gas of `validateSessionCallNext`.
        assembly ("memory-safe") {
            signature.offset := add(envelope.offset, add(SIGNATURE_AT, 0x20))
            signature.length := length
            let start := add(dataAt, 0x20)
            validatorData.offset := add(envelope.offset, start)
            validatorData.length := sub(size, start)
        }
    }

    /// @dev Finds the spec and the period ids in `validatorData` and hashes the spec, without decoding or
    /// re-encoding it.
    ///
    /// Sessions are registered under keccak256(abi.encode(spec)), computed by the compiler from decoded
    /// values. That preimage is the word 0x20 followed by the encoding of the tuple. Here the same word is
    /// put before the raw bytes found where the tuple should be. If the result is a registered hash then,
    /// since keccak256 resists second preimages, those bytes are the compiler's own encoding: every offset in
    /// it stays inside the slice, every value is in range, and reading it through `spec` yields what was
    /// registered. All other bytes, however crafted, hash to something that nobody registered. So nothing may
    /// be concluded from `spec` until the hash is known to be that of a session.
    function decode(
        bytes calldata validatorData
    ) internal pure returns (SessionSpec calldata spec, uint64[] calldata periodIds, bytes32 sessionHash) {
        uint256 size = validatorData.length;
        _require(size >= 0x60);
        uint256 idsPosition = AbiBytes.word(validatorData, 0x20);
        uint256 count;
        unchecked {
            // What is left for the ids and the word that counts them. If the position is past the end this
            // wraps, and is then more than there is.
            uint256 rest = size - idsPosition;
            _require(rest >= 0x20 && rest <= size - SPEC_POSITION);
            count = AbiBytes.word(validatorData, idsPosition);
            // Exactly to the end: one list of ids has one encoding.
            _require(count == (rest - 0x20) / 32 && rest % 32 == 0);
        }
        _require(AbiBytes.word(validatorData, 0) == SPEC_POSITION);

        // Solidity cannot say where in the calldata a struct is.
        assembly ("memory-safe") {
            spec := add(validatorData.offset, SPEC_POSITION)
            periodIds.offset := add(validatorData.offset, add(idsPosition, 0x20))
            periodIds.length := count
            // keccak256(bytes.concat(bytes32(uint256(0x20)), validatorData[0x40:idsPosition])), in memory
            // past the free memory pointer, which is not moved. Saves 266 gas of `validateSessionCallNext`.
            let scratch := mload(0x40)
            let length := sub(idsPosition, SPEC_POSITION)
            mstore(scratch, 0x20)
            calldatacopy(add(scratch, 0x20), spec, length)
            sessionHash := keccak256(scratch, add(length, 0x20))
        }
    }

    /// @dev Reverts with `MalformedValidatorData` unless `wellFormed`.
    function _require(bool wellFormed) private pure {
        if (!wellFormed) revert ISessionKeyModule.MalformedValidatorData();
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AbiBytes} from "./AbiBytes.sol";
import {SessionSpec} from "./SessionTypes.sol";
import {ISessionKeyModule} from "../interfaces/ISessionKeyModule.sol";

/// @title Opens the signature field of a session transaction
/// @dev `signature = abi.encode(bytes signature, address validator, bytes validatorData)` and
/// `validatorData = abi.encode(SessionSpec spec, uint64[] periodIds)`.
library SessionEnvelope {
    /// @dev Where a canonical encoding of `validatorData` puts the spec: right after its two offsets.
    uint256 private constant SPEC_POSITION = 0x40;

    /// @dev The two members of an account's signature field that concern the module.
    function open(
        bytes calldata envelope
    ) internal pure returns (bytes calldata signature, bytes calldata validatorData) {
        bool hasSignature;
        bool hasData;
        (hasSignature, signature) = AbiBytes.tryMember(envelope, 0);
        (hasData, validatorData) = AbiBytes.tryMember(envelope, 2);
        _require(hasSignature);
        _require(hasData);
    }

    /// @dev Finds spec and period ids in `validatorData` and hashes the spec, without decoding or re-encoding it.
    ///
    /// Sessions are registered under keccak256(abi.encode(spec)), made by the compiler from decoded values. That
    /// preimage is the word 0x20 followed by the encoding of the tuple. Here the same word is put before the raw bytes
    /// that stand where the tuple should be. If the result is a registered hash then, as keccak256 resists second
    /// preimages, those bytes are the compiler's own encoding: every offset in it stays inside the slice, every value
    /// is in range, and reading it through `spec` yields what was registered. All other bytes, however crafted, hash to
    /// something nobody registered, so nothing may be concluded from `spec` until the hash is known to be a session.
    function decode(
        bytes calldata validatorData
    ) internal pure returns (SessionSpec calldata spec, uint64[] calldata periodIds, bytes32 sessionHash) {
        uint256 size = validatorData.length;
        _require(size >= 0x60);
        _require(AbiBytes.word(validatorData, 0) == SPEC_POSITION);
        uint256 idsPosition = AbiBytes.word(validatorData, 0x20);
        uint256 count = AbiBytes.word(validatorData, idsPosition);
        unchecked {
            // No position up to `size`, and no list of up to `size` ids, makes a sum wrap.
            _require(idsPosition >= SPEC_POSITION);
            _require(idsPosition <= size - 32);
            _require(count <= size);
            // Exactly to the end: one list of ids has one encoding.
            _require(idsPosition + 32 + count * 32 == size);
        }

        assembly ("memory-safe") {
            spec := add(validatorData.offset, SPEC_POSITION)
            periodIds.offset := add(validatorData.offset, add(idsPosition, 0x20))
            periodIds.length := count
            // keccak256(bytes.concat(bytes32(uint256(0x20)), validatorData[0x40:idsPosition])), in memory past the free
            // pointer that is not kept.
            let scratch := mload(0x40)
            let length := sub(idsPosition, SPEC_POSITION)
            mstore(scratch, 0x20)
            calldatacopy(add(scratch, 0x20), spec, length)
            sessionHash := keccak256(scratch, add(length, 0x20))
        }
    }

    function _require(bool wellFormed) private pure {
        if (!wellFormed) revert ISessionKeyModule.MalformedValidatorData();
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Calldata} from "@openzeppelin/contracts/utils/Calldata.sol";
import {AbiBytes} from "../../utils/AbiBytes.sol";
import {AddressWord} from "../../utils/AddressWord.sol";

/// @title The two forms a signature of the account has
/// @notice 65 bytes are an owner's secp256k1 signature. Anything else is
/// `abi.encode(bytes signature, address validator, bytes validatorData)`.
/// @dev Decoded by hand, because a malformed signature must be answered with "no", and Solidity's decoder reverts. Only
/// what the account needs is read; the validator reads the rest from the transaction itself.
library SignatureEnvelope {
    /// @dev The length of an owner's signature, in bytes.
    uint256 internal constant OWNER_SIGNATURE_BYTES = 65;

    /// @dev The validator named by `signature`, or the zero address if it has not even the room for one.
    function validator(bytes calldata signature) internal pure returns (address named) {
        if (signature.length < 0x60) return address(0);
        uint256 word = AbiBytes.word(signature, 0x20);
        return AddressWord.fits(word) ? AddressWord.narrowFitting(word) : address(0);
    }

    /// @dev The first member of the tuple: the validator's own signature. Empty if it does not lie inside `signature`, which
    /// is one that names a validator: without the room for that it reverts.
    function inner(bytes calldata signature) internal pure returns (bytes calldata) {
        uint256 offset = uint256(bytes32(signature[0:0x20]));
        if (offset > signature.length - 0x20) return Calldata.emptyBytes();

        uint256 start = offset + 0x20;
        uint256 length = uint256(bytes32(signature[offset:start]));
        if (length > signature.length - start) return Calldata.emptyBytes();
        return signature[start:start + length];
    }
}

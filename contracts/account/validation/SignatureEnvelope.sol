// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Calldata} from "@openzeppelin/contracts/utils/Calldata.sol";
import {AbiBytes} from "../../utils/AbiBytes.sol";
import {AddressWord} from "../../utils/AddressWord.sol";

/// @title Decodes the two forms that a signature of the account may have
/// @notice A signature of 65 bytes is an owner's secp256k1 signature. Anything else is
/// `abi.encode(bytes signature, address validator, bytes validatorData)`.
/// @dev Decoded by hand, because a malformed signature must be answered with "no", while Solidity's decoder
/// reverts. Reads only what the account needs; the validator reads the rest from the transaction itself.
library SignatureEnvelope {
    /// @dev The length of an owner's signature, in bytes.
    uint256 internal constant OWNER_SIGNATURE_BYTES = 65;

    /// @dev Returns the validator that `signature` names, or the zero address if it is too short to name one,
    /// or what it names is wider than an address. Never reverts.
    function validator(bytes calldata signature) internal pure returns (address named) {
        if (signature.length < 0x60) return address(0);
        uint256 word = AbiBytes.word(signature, 0x20);
        return AddressWord.fits(word) ? address(uint160(word)) : address(0);
    }

    /// @dev Returns the first member of the tuple, the validator's own signature; empty if it is not inside
    /// `signature`. The caller has found that `signature` names a validator: if it is too short for that,
    /// this reverts.
    function inner(bytes calldata signature) internal pure returns (bytes calldata) {
        uint256 offset = uint256(bytes32(signature[0:0x20]));
        if (offset > signature.length - 0x20) return Calldata.emptyBytes();

        uint256 start = offset + 0x20;
        uint256 length = uint256(bytes32(signature[offset:start]));
        if (length > signature.length - start) return Calldata.emptyBytes();
        return signature[start:start + length];
    }
}

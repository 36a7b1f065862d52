// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {AbiBytes} from "../utils/AbiBytes.sol";
import {P256Signature} from "../utils/P256Signature.sol";

/// @title Recovers the signer of a session transaction
/// @dev A session's key is on one of two curves, and is identified by an address either way, so that nothing
/// afterwards differs:
/// - secp256k1: 65 bytes, r ‖ s ‖ v, over the transaction's hash.
/// - P-256: 128 bytes, `abi.encode(r, s, x, y)`, over sha256 of the transaction's hash, because that is what a
///   browser's WebCrypto, which keeps such a key from being copied, makes of 32 bytes that it is asked to sign.
///   The address is the last 20 bytes of keccak256(abi.encode(x, y)), formed like that of a secp256k1 key. For
///   two keys to have one address would take a collision of keccak256 in 160 bits, prepared beforehand.
library SessionSignature {
    uint256 private constant P256_BYTES = 128;
    uint256 private constant SECP256K1_BYTES = 65;

    /// @dev Returns the signer of a transaction. Never reverts.
    /// @return signer the address of the key that signed `signedHash`; 0 if `signature` is not a signature of
    /// it
    function signerOf(bytes32 signedHash, bytes calldata signature) internal view returns (address signer) {
        if (signature.length == P256_BYTES) return _p256Signer(signedHash, signature);
        if (signature.length != SECP256K1_BYTES) return address(0);
        bytes32 r = bytes32(AbiBytes.word(signature, 0x00));
        bytes32 s = bytes32(AbiBytes.word(signature, 0x20));
        // Refuses an `s` in the upper half of the order; anything that fails gives the zero address, which no
        // session has as its signer.
        (signer, , ) = ECDSA.tryRecover(signedHash, uint8(signature[0x40]), r, s);
    }

    /// @dev Hashes the key before it is known to have signed, so that a stub costs what a signature costs.
    function _p256Signer(bytes32 signedHash, bytes calldata signature) private view returns (address signer) {
        address key = address(uint160(uint256(keccak256(signature[0x40:]))));
        bool valid = P256Signature.isValid(
            sha256(abi.encode(signedHash)),
            AbiBytes.word(signature, 0x00),
            AbiBytes.word(signature, 0x20),
            bytes32(AbiBytes.word(signature, 0x40)),
            bytes32(AbiBytes.word(signature, 0x60))
        );
        return valid ? key : address(0);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AbiBytes} from "../utils/AbiBytes.sol";
import {P256Signature} from "../utils/P256Signature.sol";

/// @title Verifies a WebAuthn assertion as it comes in a signature
/// @dev An assertion is
/// `abi.encode(bytes authenticatorData, string clientDataJSON, bytes32[2] rs, bytes credentialId)`.
///
/// Verifies what Web Authentication Level 3, section 7.2 ("Verifying an Authentication Assertion") requires
/// of the authenticator data and the signature. Deliberately ignores:
/// - rpIdHash, since the origin is checked instead, and is narrower,
/// - the signature counter, which is "a signal, but not proof", and would cost a slot to keep,
/// - extensions and attested data.
library WebAuthnAssertion {
    /// @dev In bytes: rpIdHash 32, flags 1, signature counter 4 (section 6.1).
    uint256 private constant MIN_AUTHENTICATOR_DATA = 37;
    uint256 private constant FLAGS_POSITION = 32;
    /// @dev Bits of the flags (section 6.1): UP and UV, BE, BS, AT and ED.
    bytes1 private constant USER_PRESENT_AND_VERIFIED = 0x05;
    bytes1 private constant BACKUP_ELIGIBLE = 0x08;
    bytes1 private constant BACKED_UP = 0x10;
    bytes1 private constant ATTESTED_DATA_OR_EXTENSIONS = 0xc0;

    /// @dev The address of the SHA-256 precompile. Called directly, because Solidity's `sha256` reverts where
    /// it fails.
    uint256 private constant SHA256 = 0x02;

    /// @dev Splits an encoded assertion into its byte strings. Never reverts.
    /// @return ok false if any of them is incomplete
    /// @return authenticatorData the authenticator's data (WebAuthn, section 6.1)
    /// @return clientDataJSON the client's data (WebAuthn, section 5.8.1)
    /// @return credentialId the raw credential id, which names the key
    function split(
        bytes calldata encoded
    )
        internal
        pure
        returns (
            bool ok,
            bytes calldata authenticatorData,
            bytes calldata clientDataJSON,
            bytes calldata credentialId
        )
    {
        bool hasAuthenticatorData;
        bool hasClientData;
        (hasAuthenticatorData, authenticatorData) = AbiBytes.tryMember(encoded, 0);
        (hasClientData, clientDataJSON) = AbiBytes.tryMember(encoded, 1);
        // Head words 2 and 3 are r and s; if word 4 is there, so are they.
        (ok, credentialId) = AbiBytes.tryMember(encoded, 4);
        ok = ok && hasAuthenticatorData && hasClientData;
    }

    /// @dev Performs the steps on the authenticator data: user present, user verified, and backed up only if
    /// eligible for it. The data must be longer than 37 bytes if, and only if, the flags announce more.
    function hasGoodFlags(bytes calldata authenticatorData) internal pure returns (bool) {
        if (authenticatorData.length < MIN_AUTHENTICATOR_DATA) return false;
        bytes1 flags = authenticatorData[FLAGS_POSITION];
        if (flags & USER_PRESENT_AND_VERIFIED != USER_PRESENT_AND_VERIFIED) return false;
        bool isLonger = authenticatorData.length > MIN_AUTHENTICATOR_DATA;
        if (isLonger != (flags & ATTESTED_DATA_OR_EXTENSIONS != 0)) return false;
        return flags & BACKED_UP == 0 || flags & BACKUP_ELIGIBLE != 0;
    }

    /// @dev Returns whether (r, s) of the encoded assertion signs its two byte strings under the public key
    /// (x, y): a P-256 signature of sha256(authenticatorData ‖ sha256(clientDataJSON)), with s in the lower
    /// half of the group order, so that there is only one signature.
    /// @param encoded an assertion that `split` accepted
    /// @param x the public key's x coordinate
    /// @param y the public key's y coordinate
    function isSignedBy(
        bytes calldata encoded,
        bytes calldata authenticatorData,
        bytes calldata clientDataJSON,
        bytes32 x,
        bytes32 y
    ) internal view returns (bool) {
        (bool hashed, bytes32 digest) = _digest(authenticatorData, clientDataJSON);
        if (!hashed) return false;
        return
            P256Signature.isValid(digest, AbiBytes.word(encoded, 0x40), AbiBytes.word(encoded, 0x60), x, y);
    }

    /// @dev Returns sha256(authenticatorData ‖ sha256(clientDataJSON)).
    /// @return ok false if a call of the precompile fails, e.g. for lack of gas, or does not return one word
    function _digest(
        bytes calldata authenticatorData,
        bytes calldata clientDataJSON
    ) private view returns (bool ok, bytes32 digest) {
        // Same as sha256(bytes.concat(authenticatorData, sha256(clientDataJSON))), which would revert where
        // this is not `ok`. Copies each byte once: the text is placed right after the authenticator data, and
        // then overwritten with its hash. Saves 984 gas of `validatePasskey` against two calls of Solidity's.
        assembly ("memory-safe") {
            let start := mload(0x40)
            let text := add(start, authenticatorData.length)
            calldatacopy(start, authenticatorData.offset, authenticatorData.length)
            calldatacopy(text, clientDataJSON.offset, clientDataJSON.length)
            ok := staticcall(gas(), SHA256, text, clientDataJSON.length, text, 0x20)
            ok := and(ok, eq(returndatasize(), 0x20))
            let length := add(authenticatorData.length, 0x20)
            let hashed := staticcall(gas(), SHA256, start, length, 0x00, 0x20)
            ok := and(ok, and(hashed, eq(returndatasize(), 0x20)))
            digest := mload(0x00)
        }
    }
}

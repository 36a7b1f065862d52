// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {LibBit} from "solady/src/utils/LibBit.sol";
import {AbiBytes} from "../utils/AbiBytes.sol";
import {Base64Url} from "./Base64Url.sol";
import {ClientDataScan} from "./ClientDataScan.sol";
import {Json} from "./Json.sol";

/// @title Verifies a WebAuthn clientDataJSON
/// @dev Follows Web Authentication Level 3: the "Limited Verification Algorithm" (section 5.8.1.2) where the
/// text begins with the members in the order of "Serialization" (5.8.1.1), and a scan of all members where it
/// does not. Both require the same: type "webauthn.get", the challenge, not cross-origin, no topOrigin. The
/// origin's hash is returned, for the caller to check that the key was registered for that origin.
///
/// A text with another challenge is read to its end all the same. Gas is estimated with an assertion for some
/// challenge that the client makes up, because the transaction's hash is not known before its gas is.
library ClientData {
    using ClientDataScan for ClientDataScan.Scan;

    /// @dev The text up to the challenge is 36 bytes long: this word, and the four bytes in
    /// `CHALLENGE_START`.
    bytes32 private constant TYPE_START = '{"type":"webauthn.get","challeng';
    bytes4 private constant CHALLENGE_START = 'e":"';
    /// @dev What follows the last 11 characters of the challenge, placed in the word they begin; the
    /// remaining 9 bytes of that word belong to the origin.
    bytes32 private constant ORIGIN_START = bytes32(bytes12('","origin":"')) >> 88;
    bytes32 private constant ORIGIN_START_MASK = bytes32(type(uint256).max << 72);
    bytes32 private constant CHALLENGE_END_MASK = bytes32(type(uint256).max << 168);
    /// @dev Positions in the text, in bytes.
    uint256 private constant CHALLENGE_POSITION = 36;
    uint256 private constant ORIGIN_POSITION = 36 + 43 + 12;
    /// @dev What follows the origin.
    bytes21 private constant AFTER_ORIGIN = '","crossOrigin":false';
    uint256 private constant AFTER_ORIGIN_LENGTH = 21;
    /// @dev The greatest length of an origin in bytes (see `IWebAuthnModule`), after which the search for its
    /// closing quote ends.
    uint256 private constant MAX_ORIGIN_LENGTH = 253;

    /// @dev Verifies the members of a clientDataJSON other than the origin.
    /// @param json the clientDataJSON
    /// @param challenge the 32 bytes that had to be signed
    /// @return ok whether type, crossOrigin and topOrigin are as required
    /// @return answers whether the challenge is as required; only meaningful if `ok`
    /// @return originHash the keccak256 of the origin that the client named, 0 if not `ok`
    function verify(
        bytes calldata json,
        bytes32 challenge
    ) internal pure returns (bool ok, bool answers, bytes32 originHash) {
        (bytes32 first, bytes32 last) = Base64Url.encode(challenge);
        uint256 end;
        (end, answers) = _limited(json, first, last);
        if (end == 0) return _scan(json, first, last);
        uint256 next = end + AFTER_ORIGIN_LENGTH;
        // Usually the text ends here. After a comma, the limited algorithm would accept whatever follows.
        // Scanning the remaining members ensures that none of the verified ones occurs again, and no
        // topOrigin.
        if (Json.at(json, next) == "}") ok = json.length == next + 1;
        else ok = Json.at(json, next) == "," && _scanRest(json, next + 1);
        if (ok) originHash = keccak256(json[ORIGIN_POSITION:end]);
    }

    /// @dev Performs steps 1 to 5 of the limited verification algorithm, whatever the challenge and the
    /// origin are.
    /// @param first the first 32 characters of the expected challenge
    /// @param last its other 11 characters, followed by zero bytes
    /// @return end the position of the quote that ends the origin, or 0 if the text does not begin as
    /// expected
    /// @return answers whether the 43 bytes in the challenge's place are the challenge
    function _limited(
        bytes calldata json,
        bytes32 first,
        bytes32 last
    ) private pure returns (uint256 end, bool answers) {
        if (json.length < ORIGIN_POSITION + AFTER_ORIGIN_LENGTH) return (0, false);
        bytes32 head = bytes32(AbiBytes.word(json, 0));
        bytes4 challengeStart = bytes4(bytes32(AbiBytes.word(json, 32)));
        bytes32 actualFirst = bytes32(AbiBytes.word(json, CHALLENGE_POSITION));
        bytes32 rest = bytes32(AbiBytes.word(json, CHALLENGE_POSITION + 32)) & ORIGIN_START_MASK;
        if (
            head != TYPE_START ||
            challengeStart != CHALLENGE_START ||
            rest & ~CHALLENGE_END_MASK != ORIGIN_START
        ) return (0, false);
        end = _findEnd(json, ORIGIN_POSITION);
        if (end == 0 || json.length < end + AFTER_ORIGIN_LENGTH) return (0, false);
        if (bytes21(bytes32(AbiBytes.word(json, end))) != AFTER_ORIGIN) return (0, false);
        answers = actualFirst == first && rest & CHALLENGE_END_MASK == last;
    }

    /// @dev Verifies a text that begins differently: reads all its members, in any order.
    function _scan(
        bytes calldata json,
        bytes32 first,
        bytes32 last
    ) private pure returns (bool ok, bool answers, bytes32 originHash) {
        ClientDataScan.Scan memory scan;
        scan.challengeHash = keccak256(bytes.concat(first, bytes11(last)));
        ok = scan.object(json);
        if (ok) (answers, originHash) = (scan.answers, scan.originHash);
    }

    /// @dev Verifies a text that begins as expected but continues: reads the members from `position` on.
    function _scanRest(bytes calldata json, uint256 position) private pure returns (bool) {
        ClientDataScan.Scan memory scan;
        scan.seen = ClientDataScan.ALL;
        return scan.members(json, position);
    }

    /// @dev Returns the position of the first quote or backslash at or after `position`, or 0 if there is
    /// none within the length of an origin. No origin contains a backslash: one begins an escape, which is
    /// left to the scan.
    function _findEnd(bytes calldata json, uint256 position) private pure returns (uint256) {
        uint256 limit = Math.min(position + MAX_ORIGIN_LENGTH + 1, json.length);
        for (; position < limit; position += 32) {
            // The last of these words may reach past the text, into whatever the calldata holds there: hence
            // the limit.
            uint256 end = position + _firstQuoteOrBackslash(AbiBytes.word(json, position));
            if (end < position + 32) return end < limit ? end : 0;
        }
        return 0;
    }

    /// @dev Returns the index of the first byte of `word` that is 0x22 or 0x5c, 32 if there is none.
    function _firstQuoteOrBackslash(uint256 word) private pure returns (uint256 index) {
        uint256 low7 = 0x7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f;
        uint256 quote = word ^ 0x2222222222222222222222222222222222222222222222222222222222222222;
        uint256 backslash = word ^ 0x5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c;
        unchecked {
            // The top bit of each byte, set exactly where the byte of a difference is not zero. Adding 0x7f
            // to the other seven bits carries into the top bit unless they are all zero, and never out of the
            // byte.
            uint256 noQuote = ((quote & low7) + low7) | quote;
            uint256 noBackslash = ((backslash & low7) + low7) | backslash;
            return LibBit.clz(~((noQuote & noBackslash) | low7)) >> 3;
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Json} from "./Json.sol";

/// @title Reads the top-level members of a clientDataJSON in any order
/// @dev For clients whose serialization the limited verification algorithm does not accept. The text must be
/// one JSON object, from the first byte to the last. Each of the members that a relying party looks at may
/// occur only once, and their names and values contain no escapes, so that there is no second way to write
/// them. The names of all other members contain no escapes either; their values may be anything, and nothing
/// inside them is looked at. A reader that decodes the JSON therefore finds the same values for the members
/// looked at here.
///
/// The one exception is `\/` for a slash in the origin, which Chrome on Android has written through Google's
/// FIDO2 library.
library ClientDataScan {
    /// @dev The members seen so far, as a set of bits.
    uint256 private constant TYPE = 1;
    uint256 private constant CHALLENGE = 2;
    uint256 private constant ORIGIN = 4;
    uint256 private constant CROSS_ORIGIN = 8;
    uint256 internal constant ALL = TYPE | CHALLENGE | ORIGIN | CROSS_ORIGIN;
    uint256 private constant REQUIRED = TYPE | CHALLENGE | ORIGIN;

    /// @dev What is expected of the members, and what was found.
    struct Scan {
        /// The keccak256 of the value that "challenge" must have.
        bytes32 challengeHash;
        /// Whether "challenge" has that value. If it does not, reading continues: see `ClientData`.
        bool answers;
        /// The members read so far, each at most once.
        uint256 seen;
        /// The keccak256 of the value of "origin".
        bytes32 originHash;
    }

    /// @dev Returns whether all of `json` is an object whose members are as required. Finds the origin.
    function object(Scan memory self, bytes calldata json) internal pure returns (bool) {
        return Json.at(json, 0) == "{" && members(self, json, 1) && self.seen & REQUIRED == REQUIRED;
    }

    /// @dev Returns whether `json` continues at `position` with at least one member and then the closing
    /// brace that ends it, all members being as required, given those seen before.
    /// @param self what is expected and what was found so far; changed by each member
    /// @param position where the first member's name begins
    function members(Scan memory self, bytes calldata json, uint256 position) internal pure returns (bool) {
        do {
            uint256 valueAt = Json.skipPlainString(json, position);
            if (valueAt == Json.FAIL || Json.at(json, valueAt) != ":") return false;
            bytes32 name = keccak256(json[position + 1:valueAt - 1]);
            position = _member(self, json, name, valueAt + 1);
            if (position == Json.FAIL) return false;
        } while (Json.at(json, position++) == ",");
        return Json.at(json, position - 1) == "}" && position == json.length;
    }

    /// @dev Checks the value of one member. Returns the position after it, or `Json.FAIL`.
    /// @param name the keccak256 of the member's name
    /// @param position where its value begins
    function _member(
        Scan memory self,
        bytes calldata json,
        bytes32 name,
        uint256 position
    ) private pure returns (uint256) {
        if (name == keccak256("type")) {
            if (!_isFirst(self, TYPE)) return Json.FAIL;
            return _skipExactly(json, position, keccak256("webauthn.get"));
        }
        if (name == keccak256("challenge")) {
            if (!_isFirst(self, CHALLENGE)) return Json.FAIL;
            return _skipChallenge(self, json, position);
        }
        if (name == keccak256("origin")) {
            if (!_isFirst(self, ORIGIN)) return Json.FAIL;
            return _skipOrigin(self, json, position);
        }
        if (name == keccak256("crossOrigin")) {
            return _isFirst(self, CROSS_ORIGIN) ? Json.skipWord(json, position, "false") : Json.FAIL;
        }
        // Present only if the page was in a frame of another origin.
        if (name == keccak256("topOrigin")) return Json.FAIL;
        return Json.skipValue(json, position);
    }

    /// @dev Records that a member was seen. Returns false if it had been seen before.
    function _isFirst(Scan memory self, uint256 member) private pure returns (bool) {
        if (self.seen & member != 0) return false;
        self.seen |= member;
        return true;
    }

    /// @dev Skips the challenge and compares it with the expected one.
    function _skipChallenge(
        Scan memory self,
        bytes calldata json,
        uint256 position
    ) private pure returns (uint256 end) {
        end = Json.skipPlainString(json, position);
        if (end == Json.FAIL) return Json.FAIL;
        self.answers = keccak256(json[position + 1:end - 1]) == self.challengeHash;
    }

    /// @dev Skips a plain string whose content has the keccak256 `expected`; fails on any other.
    function _skipExactly(
        bytes calldata json,
        uint256 position,
        bytes32 expected
    ) private pure returns (uint256) {
        uint256 end = Json.skipPlainString(json, position);
        if (end == Json.FAIL || keccak256(json[position + 1:end - 1]) != expected) return Json.FAIL;
        return end;
    }

    /// @dev Skips the origin and hashes what it says.
    function _skipOrigin(
        Scan memory self,
        bytes calldata json,
        uint256 position
    ) private pure returns (uint256 end) {
        end = Json.skipPlainString(json, position);
        if (end != Json.FAIL) {
            self.originHash = keccak256(json[position + 1:end - 1]);
            return end;
        }
        // Not a plain string: the only escape that is accepted is a slash's.
        end = Json.skipSlashString(json, position);
        if (end != Json.FAIL) self.originHash = keccak256(_withoutBackslashes(json[position + 1:end - 1]));
    }

    /// @dev Decodes a string whose only escape is `\/`.
    function _withoutBackslashes(bytes calldata text) private pure returns (bytes memory plain) {
        plain = new bytes(text.length);
        uint256 length;
        for (uint256 i; i < text.length; ++i) {
            if (text[i] != "\\") plain[length++] = text[i];
        }
        // Only shortens the array, which Solidity cannot.
        assembly ("memory-safe") {
            mstore(plain, length)
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Json} from "./Json.sol";

/// @title Reads the top-level members of a clientDataJSON, in whatever order they stand
/// @dev For clients whose serialization the limited verification algorithm does not know. The text must be one JSON
/// object, from the first byte to the last. Of the members a relying party looks at, each may stand there once, and
/// their names and values hold no escapes, so that there is no second way of writing them; nor do the names of all
/// others. The one exception is `\/` for a slash of the origin: Chrome on Android has written it, by Google's FIDO2
/// library. Values of others may be anything, and nothing inside them is looked at. A reader that decodes the JSON would
/// find the same values for the members we look at as we do.
library ClientDataScan {
    /// @dev Members seen so far, as a set of bits.
    uint256 private constant TYPE = 1;
    uint256 private constant CHALLENGE = 2;
    uint256 private constant ORIGIN = 4;
    uint256 private constant CROSS_ORIGIN = 8;
    uint256 internal constant ALL = TYPE | CHALLENGE | ORIGIN | CROSS_ORIGIN;
    uint256 private constant REQUIRED = TYPE | CHALLENGE | ORIGIN;

    /// @dev What is expected of the members, and what was found.
    struct Scan {
        /// keccak256 of the value that "challenge" must have.
        bytes32 challengeHash;
        /// Whether "challenge" has that value. If not, reading goes on.
        bool answers;
        uint256 seen;
        /// keccak256 of the value of "origin".
        bytes32 originHash;
    }

    /// @dev Whether all of `json` is an object whose members are what they must be; finds the origin.
    function object(Scan memory self, bytes calldata json) internal pure returns (bool) {
        return Json.at(json, 0) == "{" && members(self, json, 1) && self.seen & REQUIRED == REQUIRED;
    }

    /// @dev Whether `json` continues at `position` with members, at least one, that are what they must be given those
    /// seen before, and then ends with the closing brace.
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

    /// @dev Checks one member's value. Returns the position after it, or `Json.FAIL`.
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
        // Only there if the page was in a frame of another origin.
        if (name == keccak256("topOrigin")) return Json.FAIL;
        return Json.skipValue(json, position);
    }

    function _isFirst(Scan memory self, uint256 member) private pure returns (bool) {
        if (self.seen & member != 0) return false;
        self.seen |= member;
        return true;
    }

    function _skipChallenge(
        Scan memory self,
        bytes calldata json,
        uint256 position
    ) private pure returns (uint256 end) {
        end = Json.skipPlainString(json, position);
        if (end == Json.FAIL) return Json.FAIL;
        self.answers = keccak256(json[position + 1:end - 1]) == self.challengeHash;
    }

    /// @dev A plain string whose content has the hash `expected`.
    function _skipExactly(
        bytes calldata json,
        uint256 position,
        bytes32 expected
    ) private pure returns (uint256) {
        uint256 end = Json.skipPlainString(json, position);
        if (end == Json.FAIL || keccak256(json[position + 1:end - 1]) != expected) return Json.FAIL;
        return end;
    }

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
        end = Json.skipSlashString(json, position);
        if (end != Json.FAIL) self.originHash = keccak256(_withoutBackslashes(json[position + 1:end - 1]));
    }

    /// @dev What a string says in which `\/` is the only escape.
    function _withoutBackslashes(bytes calldata text) private pure returns (bytes memory plain) {
        plain = new bytes(text.length);
        uint256 length;
        for (uint256 i; i < text.length; ++i) {
            if (text[i] != "\\") plain[length++] = text[i];
        }
        // It only gets shorter.
        assembly ("memory-safe") {
            mstore(plain, length)
        }
    }
}

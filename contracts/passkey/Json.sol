// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Walks over JSON text (RFC 8259) without reverting
/// @dev Each `skip…` takes the position where a token or value begins and returns the position after it, or
/// `FAIL` if there is none of that kind. Stricter than the standard: no white space between tokens (clients
/// write none), and nesting at most `MAX_DEPTH` deep. Positions may be past the end, where the text reads as
/// the byte 0, which begins nothing.
library Json {
    /// @dev Never the position after something, since whatever is skipped has at least one byte.
    uint256 internal constant FAIL = 0;
    /// @dev How deep arrays and objects may nest, which bounds the recursion.
    uint256 private constant MAX_DEPTH = 8;
    bytes1 private constant QUOTE = 0x22;

    /// @dev Which escapes a string may contain.
    enum Escapes {
        None,
        Slash,
        All
    }

    /// @dev Returns the byte at `position`, 0 past the end.
    function at(bytes calldata json, uint256 position) internal pure returns (bytes1) {
        return position < json.length ? json[position] : bytes1(0);
    }

    /// @dev Skips a string without escapes, which says exactly what is between its quotes.
    function skipPlainString(bytes calldata json, uint256 position) internal pure returns (uint256) {
        return _skipString(json, position, Escapes.None);
    }

    /// @dev Skips a string whose only escape is `\/`, which means the same as the slash alone.
    function skipSlashString(bytes calldata json, uint256 position) internal pure returns (uint256) {
        return _skipString(json, position, Escapes.Slash);
    }

    /// @dev Skips a value of any kind.
    function skipValue(bytes calldata json, uint256 position) internal pure returns (uint256) {
        return _skipValue(json, position, MAX_DEPTH);
    }

    /// @dev Skips a value of any kind (RFC 8259, section 3). Its first byte determines the kind.
    /// @param depth how much deeper values may still nest
    function _skipValue(bytes calldata json, uint256 position, uint256 depth) private pure returns (uint256) {
        bytes1 first = at(json, position);
        if (first == QUOTE) return _skipString(json, position, Escapes.All);
        if (first == "{") return depth == 0 ? FAIL : _skipObject(json, position, depth - 1);
        if (first == "[") return depth == 0 ? FAIL : _skipArray(json, position, depth - 1);
        if (first == "t") return skipWord(json, position, "true");
        if (first == "f") return skipWord(json, position, "false");
        if (first == "n") return skipWord(json, position, "null");
        return _skipNumber(json, position);
    }

    /// @dev Skips the characters of `word`. What follows them is checked where the next token is read.
    function skipWord(
        bytes calldata json,
        uint256 position,
        bytes memory word
    ) internal pure returns (uint256) {
        for (uint256 i; i < word.length; ++i) {
            if (at(json, position + i) != word[i]) return FAIL;
        }
        return position + word.length;
    }

    /// @dev Skips a string (RFC 8259, section 7), from its opening quote to its closing one.
    /// @param escapes the escapes that are accepted in it
    function _skipString(
        bytes calldata json,
        uint256 position,
        Escapes escapes
    ) private pure returns (uint256) {
        if (at(json, position++) != QUOTE) return FAIL;
        for (bytes1 character; (character = at(json, position)) != QUOTE;) {
            // Control characters must be escaped. This also ends the loop past the end, where the byte 0 is
            // read.
            if (character < 0x20) return FAIL;
            if (character != "\\") {
                ++position;
                continue;
            }
            if (escapes == Escapes.None) return FAIL;
            if (escapes == Escapes.Slash && at(json, position + 1) != "/") return FAIL;
            position = _skipEscape(json, position);
            if (position == FAIL) return FAIL;
        }
        return position + 1;
    }

    /// @dev Skips an escape (RFC 8259, section 7), from its backslash on: `\u` with four hexadecimal digits,
    /// or a backslash with one of eight characters.
    function _skipEscape(bytes calldata json, uint256 position) private pure returns (uint256) {
        bytes1 kind = at(json, position + 1);
        if (kind == "u") {
            for (uint256 i = 2; i < 6; ++i) {
                if (!_isHexDigit(at(json, position + i))) return FAIL;
            }
            return position + 6;
        }
        bool isSimple =
            kind == QUOTE ||
                kind == "\\" ||
                kind == "/" ||
                kind == "b" ||
                kind == "f" ||
                kind == "n" ||
                kind == "r" ||
                kind == "t";
        return isSimple ? position + 2 : FAIL;
    }

    /// @dev Skips an object (RFC 8259, section 4), from its opening brace to its closing one. Its members'
    /// names may repeat.
    /// @param depth how much deeper its members' values may nest
    function _skipObject(
        bytes calldata json,
        uint256 position,
        uint256 depth
    ) private pure returns (uint256) {
        if (at(json, position + 1) == "}") return position + 2;
        do {
            position = _skipString(json, position + 1, Escapes.All);
            if (position == FAIL || at(json, position) != ":") return FAIL;
            position = _skipValue(json, position + 1, depth);
            if (position == FAIL) return FAIL;
        } while (at(json, position) == ",");
        return at(json, position) == "}" ? position + 1 : FAIL;
    }

    /// @dev Skips an array (RFC 8259, section 5), from its opening bracket to its closing one.
    /// @param depth how much deeper its elements may nest
    function _skipArray(bytes calldata json, uint256 position, uint256 depth) private pure returns (uint256) {
        if (at(json, position + 1) == "]") return position + 2;
        do {
            position = _skipValue(json, position + 1, depth);
            if (position == FAIL) return FAIL;
        } while (at(json, position) == ",");
        return at(json, position) == "]" ? position + 1 : FAIL;
    }

    /// @dev Skips a number (RFC 8259, section 6): an integer part, and optionally a fraction and an exponent.
    function _skipNumber(bytes calldata json, uint256 position) private pure returns (uint256) {
        if (at(json, position) == "-") ++position;
        // No leading zeros: after a 0 the integer part ends.
        position = at(json, position) == "0" ? position + 1 : _skipDigits(json, position);
        if (position == FAIL) return FAIL;
        if (at(json, position) == ".") {
            position = _skipDigits(json, position + 1);
            if (position == FAIL) return FAIL;
        }
        bytes1 exponent = at(json, position);
        if (exponent != "e" && exponent != "E") return position;
        bytes1 sign = at(json, position + 1);
        return _skipDigits(json, sign == "+" || sign == "-" ? position + 2 : position + 1);
    }

    /// @dev Skips one or more digits.
    function _skipDigits(bytes calldata json, uint256 position) private pure returns (uint256) {
        uint256 start = position;
        while (_isDigit(at(json, position))) ++position;
        return position == start ? FAIL : position;
    }

    function _isDigit(bytes1 character) private pure returns (bool) {
        return character >= "0" && character <= "9";
    }

    function _isHexDigit(bytes1 character) private pure returns (bool) {
        return
            _isDigit(character) ||
            (character >= "a" && character <= "f") ||
            (character >= "A" && character <= "F");
    }
}

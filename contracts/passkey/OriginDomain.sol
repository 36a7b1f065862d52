// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LibBit} from "solady/src/utils/LibBit.sol";
import {AbiBytes} from "../utils/AbiBytes.sol";
import {IWebAuthnModule} from "./IWebAuthnModule.sol";

/// @title The origins a passkey may be registered for
/// @dev 1 to 253 printable ASCII characters without quotes and backslashes, as browsers serialize an origin. `ClientData`
/// relies on it: nothing in an origin may need an escape in JSON.
library OriginDomain {
    uint256 private constant MAX_LENGTH = 253;
    /// @dev One of a byte in each byte of a word.
    uint256 private constant EACH = 0x0101010101010101010101010101010101010101010101010101010101010101;

    /// @dev Reverts with what is wrong: the length, or the position of the first character.
    function check(bytes calldata domain) internal pure {
        uint256 length = domain.length;
        if (length == 0 || length > MAX_LENGTH) revert IWebAuthnModule.InvalidOriginDomainLength(length);
        for (uint256 i; i < length; i += 32) {
            uint256 bad = _badCharacters(AbiBytes.word(domain, i));
            uint256 left = length - i;
            // Behind the end there may be anything.
            if (left < 32) bad &= ~(type(uint256).max >> (8 * left));
            if (bad != 0) revert IWebAuthnModule.InvalidOriginDomainCharacter(i + (LibBit.clz(bad) >> 3));
        }
    }

    /// @dev The top bit of each byte of `word` that no origin may have, 32 at once.
    function _badCharacters(uint256 word) private pure returns (uint256) {
        unchecked {
            uint256 top = EACH * 0x80;
            // Of the lower seven bits: adding up to 0x7f to them carries into the top bit, and out of the byte never.
            uint256 low = word & ~top;
            uint256 aboveSpace = low + EACH * (0x80 - 0x21);
            uint256 beyondTilde = low + EACH * (0x80 - 0x7f);
            uint256 notQuote = (low ^ (EACH * 0x22)) + EACH * 0x7f;
            uint256 notBackslash = (low ^ (EACH * 0x5c)) + EACH * 0x7f;
            return top & (word | beyondTilde | ~(aboveSpace & notQuote & notBackslash));
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LibBit} from "solady/src/utils/LibBit.sol";
import {AbiBytes} from "../utils/AbiBytes.sol";
import {IWebAuthnModule} from "./IWebAuthnModule.sol";

/// @title Checks the origins that passkeys may be registered for
/// @dev An origin is 1 to 253 printable ASCII characters without quotes and backslashes, as browsers
/// serialize it. `ClientData` relies on that: nothing in an origin may need an escape in JSON.
library OriginDomain {
    uint256 private constant MAX_LENGTH = 253;
    /// @dev A one in each byte of a word.
    uint256 private constant EACH = 0x0101010101010101010101010101010101010101010101010101010101010101;

    /// @dev Reverts with `InvalidOriginDomainLength` or, naming the position of the first wrong character,
    /// with `InvalidOriginDomainCharacter` if `domain` cannot be an origin.
    function check(bytes calldata domain) internal pure {
        uint256 length = domain.length;
        if (length == 0 || length > MAX_LENGTH) revert IWebAuthnModule.InvalidOriginDomainLength(length);
        for (uint256 i; i < length; i += 32) {
            uint256 bad = _badCharacters(AbiBytes.word(domain, i));
            uint256 left = length - i;
            // Past the end of the origin, the word holds unrelated calldata.
            if (left < 32) bad &= ~(type(uint256).max >> (8 * left));
            if (bad != 0) revert IWebAuthnModule.InvalidOriginDomainCharacter(i + (LibBit.clz(bad) >> 3));
        }
    }

    /// @dev Returns the top bit of each byte of `word` that no origin may contain, 32 bytes at once.
    function _badCharacters(uint256 word) private pure returns (uint256) {
        unchecked {
            uint256 top = EACH * 0x80;
            // On the lower seven bits: adding at most 0x7f to them may carry into the top bit, but never out
            // of the byte.
            uint256 low = word & ~top;
            uint256 aboveSpace = low + EACH * (0x80 - 0x21);
            uint256 beyondTilde = low + EACH * (0x80 - 0x7f);
            uint256 notQuote = (low ^ (EACH * 0x22)) + EACH * 0x7f;
            uint256 notBackslash = (low ^ (EACH * 0x5c)) + EACH * 0x7f;
            return top & (word | beyondTilde | ~(aboveSpace & notQuote & notBackslash));
        }
    }
}

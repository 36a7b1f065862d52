// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Narrows a word to the address in it
/// @dev A transaction's addresses are words. One that is wider than an address must not be cut down to another's.
library AddressWord {
    /// @notice A word that should hold an address is wider than 20 bytes.
    error AddressOutOfRange(uint256 value);

    /// @dev The address in `word`. Reverts if it is none.
    function narrow(uint256 word) internal pure returns (address) {
        if (!fits(word)) revert AddressOutOfRange(word);
        return narrowFitting(word);
    }

    /// @dev The address in `word`, for whoever has seen that it fits.
    function narrowFitting(uint256 word) internal pure returns (address narrowed) {
        // Same as address(uint160(word)), without cutting off bits that are zero.
        assembly ("memory-safe") {
            narrowed := word
        }
    }

    /// @dev Whether `word` holds an address, for whoever has an answer of its own to one that does not.
    function fits(uint256 word) internal pure returns (bool) {
        return word >> 160 == 0;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Narrows a word to the address in it
/// @dev A transaction's addresses are words. A word that is wider than an address must be refused: cut down,
/// it would be another address.
library AddressWord {
    /// @notice Thrown when a word that should hold an address is above 2^160 - 1.
    error AddressOutOfRange(uint256 value);

    /// @dev Returns the address in `word`. Reverts with `AddressOutOfRange` if it holds none.
    function narrow(uint256 word) internal pure returns (address) {
        if (!fits(word)) revert AddressOutOfRange(word);
        return address(uint160(word));
    }

    /// @dev Returns whether `word` holds an address, for callers with an answer of their own if it does not.
    function fits(uint256 word) internal pure returns (bool) {
        return word >> 160 == 0;
    }
}

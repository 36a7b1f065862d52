// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AddressWord} from "../utils/AddressWord.sol";
import {ISessionKeyModule} from "./ISessionKeyModule.sol";

/// @title Narrows a word to an address, with the error that sessions publish for it
/// @dev A word that is wider than an address must be refused: cut down, it would be another address, for
/// which a policy might exist.
library SessionAddress {
    /// @dev Returns the address in `word`. Reverts with `AddressOverflow` if it holds none.
    function narrow(uint256 word) internal pure returns (address) {
        if (!AddressWord.fits(word)) revert ISessionKeyModule.AddressOverflow(word);
        return address(uint160(word));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

/// @title What only installing and removing a module may tell it
library ModuleCallbacks {
    /// @dev Whether the selector is one of the two functions that ERC-7579 has an account call then.
    function includes(bytes4 selector) internal pure returns (bool) {
        return
            selector == IERC7579Module.onInstall.selector || selector == IERC7579Module.onUninstall.selector;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

/// @title Recognises the calls by which a module learns that it is installed or removed
/// @dev A module believes the account that calls it. So nothing but installing and removing may call these
/// functions of an installed module in the account's name.
library ModuleCallbacks {
    /// @dev Returns whether the selector is `onInstall` or `onUninstall`, which ERC-7579 has an account call.
    function includes(bytes4 selector) internal pure returns (bool) {
        return
            selector == IERC7579Module.onInstall.selector || selector == IERC7579Module.onUninstall.selector;
    }
}

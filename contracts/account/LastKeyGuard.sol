// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IModuleManager} from "../interfaces/IModuleManager.sol";
import {AccountRegistry} from "./AccountRegistry.sol";

/// @title Keeps an account from losing its last key by accident
abstract contract LastKeyGuard {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev To be called after an owner, or a validator that counts as a key, was removed.
    /// @param removed what was removed, named in the error
    function _requireKeyLeft(address removed) internal view {
        if (AccountRegistry.layout().keyCount() == 0) revert IModuleManager.LastKey(removed);
    }
}

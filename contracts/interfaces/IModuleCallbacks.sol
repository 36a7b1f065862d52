// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Why a module that many accounts share refuses `onInstall` and `onUninstall`
/// @notice They are for an account's `installModule` and `uninstallModule` to call. An account that calls them by itself
/// would change what the module knows of it, and not what it knows of the module.
interface IModuleCallbacks {
    /// @dev The account has not installed the module as a validator.
    error AccountNotInitialized(address account);
    /// @dev The account has installed the module, and calls `onInstall` again.
    error AlreadyInstalled(address account);
    /// @dev The account has the module, and calls `onUninstall` beside removing it.
    error StillInstalled(address account);
}

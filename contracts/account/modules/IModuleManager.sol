// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Declares what the account adds to ERC-7579's module functions
interface IModuleManager {
    /// @notice Thrown for a type other than 1 (validator), 2 (executor), 3 (fallback handler) and 4 (hook).
    error UnsupportedModuleType(uint256 moduleTypeId);

    /// @notice Thrown when the zero address or the account itself is to be a module.
    error InvalidModule(address module);

    /// @notice Thrown when the contract does not say that it is a module of this type.
    error ModuleTypeMismatch(uint256 moduleTypeId, address module);

    /// @notice Thrown when the module is installed as this type already, or handles this selector already.
    error ModuleAlreadyInstalled(uint256 moduleTypeId, address module);

    /// @notice Thrown when the module is not installed as this type, or does not handle this selector.
    error ModuleNotInstalled(uint256 moduleTypeId, address module);

    /// @notice Thrown when another module handles the selector, or the account itself has such a function,
    /// which it never leaves to a handler.
    /// @param handler the other module, or the account
    error SelectorTaken(bytes4 selector, address handler);

    /// @notice Thrown when a fallback handler's init or deinit data does not begin with the 4-byte selector
    /// it is for.
    error SelectorMissing();

    /// @notice Thrown when the account has neither a function nor a handler for the selector that was called.
    error MissingFallbackHandler(bytes4 selector);

    /// @notice Thrown when `onInstall` or `onUninstall` of an installed module is called by anything but
    /// installing or removing it, or when a fallback handler is to answer them, which anyone could then call.
    error CallbackOutOfTurn(address module);

    /// @notice Removes a module without calling it, so that it cannot prevent its removal. Meant for a module
    /// that `uninstallModule` fails to remove; the module keeps whatever it has stored about the account.
    /// Once it is unlinked, an ordinary transaction of the account may call its `onUninstall`.
    /// @dev Only the account itself may call this. Reverts with `ModuleNotInstalled`, or with `LastKey` if
    /// nobody would be left who can sign. A transaction that only unlinks an installed hook (type 4), and has
    /// no paymaster or one in the general flow, runs no hook at all, so no hook can prevent it.
    /// @param moduleTypeId ERC-7579's module type
    /// @param deInitData the selector that a fallback handler is removed for; ignored for other types
    function unlinkModule(uint256 moduleTypeId, address module, bytes calldata deInitData) external;
}

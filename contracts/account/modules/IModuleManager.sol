// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title What the account adds to ERC-7579's module functions
interface IModuleManager {
    /// @notice ERC-7579 knows types 1 (validator), 2 (executor), 3 (fallback handler) and 4 (hook).
    error UnsupportedModuleType(uint256 moduleTypeId);

    /// @notice The zero address and the account itself cannot be modules.
    error InvalidModule(address module);

    /// @notice The contract does not say that it is a module of this type.
    error ModuleTypeMismatch(uint256 moduleTypeId, address module);

    /// @notice The module is installed as this type already.
    error ModuleAlreadyInstalled(uint256 moduleTypeId, address module);

    /// @notice The module is not installed as this type, or not for this selector.
    error ModuleNotInstalled(uint256 moduleTypeId, address module);

    /// @notice Another handler answers this selector, or the account itself, which it never leaves to a handler.
    error SelectorTaken(bytes4 selector, address handler);

    /// @notice A fallback handler's (de)init data begins with the 4-byte selector it is for.
    error SelectorMissing();

    /// @notice No handler is installed for the selector that was called.
    error MissingFallbackHandler(bytes4 selector);

    /// @notice An installed module's `onInstall` and `onUninstall` are called when it is installed and removed, and by no
    /// other call of the account; nor does a fallback handler answer them, whom anyone can have called.
    error CallbackOutOfTurn(address module);

    /// @notice Removes a module without telling it, so that it can do nothing against it. For a module that will not have
    /// itself removed by `uninstallModule`; what it remembers of the account stays with it. Once it is unlinked the
    /// account may call its `onUninstall` by an ordinary transaction.
    /// @dev Only the account itself. Reverts with `ModuleNotInstalled`, or with `LastKey` for the last validator of an
    /// account without owners. A transaction that only unlinks an installed hook (type 4), and has no paymaster or one in
    /// the general flow, runs no hook at all, so no hook can prevent it.
    /// @param moduleTypeId ERC-7579's module type
    /// @param module the module
    /// @param deInitData the selector that a fallback handler is removed for; for other types it is not used
    function unlinkModule(uint256 moduleTypeId, address module, bytes calldata deInitData) external;
}

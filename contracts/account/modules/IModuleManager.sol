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

    /// @notice The caller is not an installed executor.
    error NotAnExecutor(address caller);

    /// @notice The execution mode asks for something the account does not do; see `supportsExecutionMode`.
    error UnsupportedExecutionMode(bytes32 mode);

    /// @notice The account would be left without any owner or validator that counts as a key.
    error LastKey(address key);

    /// @notice The address is not the only key left, so the ordinary functions remove it.
    error NotLastKey(address key);

    /// @notice Too many members in one role; a role holds 255.
    error RegistryFull(address member);

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

    /// @notice Whether the account is left to `validator`: it is a key holder, and nobody else is a key.
    /// @dev For the validator to ask before it gives up the last of its own keys (see `IKeyHolder`).
    /// @param validator an installed validator; for others the answer is false
    /// @return last true if no owner, and no other validator that counts as a key, can sign
    function isLastKey(address validator) external view returns (bool last);

    /// @notice The one way to give up the last owner or validator, after which nothing signs for the account any more:
    /// only an installed executor can still move it.
    /// @dev Only the account itself. Reverts with `NotLastKey` if any other key is left: an owner, or a validator that
    /// counts as a key. A validator is unlinked without being told.
    /// @param key the last owner or validator
    function renounceLastKey(address key) external;
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Manages the hooks of an account under the names that published clients use
/// @notice There are two kinds. Execution hooks are ERC-7579's module type 4 and share its registry.
/// Validation hooks (`IValidationHook`) are asked before a transaction is accepted.
interface IHookManager {
    /// @notice Emitted when a hook of either kind has been installed.
    event HookAdded(address indexed hook);

    /// @notice Emitted when a hook of either kind has been removed.
    event HookRemoved(address indexed hook);

    /// @notice Thrown when the validation hook is on the account already.
    error HookAlreadyExists(address hook);

    /// @notice Thrown when the validation hook to be removed is not on the account.
    error HookNotFound(address hook);

    /// @notice Thrown when the contract does not say, through ERC-165, that it is an `IValidationHook`.
    error NotAValidationHook(address hook);

    /// @notice Installs `hook`. For an execution hook this is `installModule(4, hook, initData)`.
    /// @dev Only the account itself may call this. Reverts with `HookAlreadyExists` or `NotAValidationHook`;
    /// for an execution hook as `installModule` does.
    /// @param isValidation true for a validation hook, false for an execution hook
    /// @param initData passed to the hook's `onInstall`
    function addHook(address hook, bool isValidation, bytes calldata initData) external;

    /// @notice Removes `hook`; reverts if its `onUninstall` does.
    /// @dev Only the account itself may call this. Reverts with `HookNotFound`, or `ModuleNotInstalled` for
    /// an execution hook.
    /// @param isValidation the kind it was added as
    /// @param deinitData passed to the hook's `onUninstall`
    function removeHook(address hook, bool isValidation, bytes calldata deinitData) external;

    /// @notice Removes `hook` without calling it, as `unlinkModule` does for a module.
    /// @dev Only the account itself may call this. A transaction that only calls this, names an installed
    /// hook, and has no paymaster or one in the general flow, runs no hook at all, so no hook can prevent it.
    /// Reverts as `removeHook` does.
    /// @param isValidation the kind it was added as
    /// @param deinitData ignored; kept because the published function has it
    function unlinkHook(address hook, bool isValidation, bytes calldata deinitData) external;

    /// @notice Returns whether `hook` is on the account, as either kind.
    function isHook(address hook) external view returns (bool);

    /// @notice Returns all hooks of one kind in the order they were added, in which they also run.
    function listHooks(bool isValidation) external view returns (address[] memory hooks);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title The hooks of an account, by the names published clients use
/// @notice Two kinds. Execution hooks are ERC-7579's module type 4 and share its registry. Validation hooks
/// (`IValidationHook`) are asked before a transaction is accepted.
interface IHookManager {
    /// @notice A hook of either kind was installed.
    event HookAdded(address indexed hook);

    /// @notice A hook of either kind was removed.
    event HookRemoved(address indexed hook);

    /// @notice The validation hook is on the account already.
    error HookAlreadyExists(address hook);

    /// @notice The validation hook is not on the account.
    error HookNotFound(address hook);

    /// @notice The contract does not say, through ERC-165, that it is an `IValidationHook`.
    error NotAValidationHook(address hook);

    /// @notice Installs `hook`. For an execution hook this is `installModule(4, hook, initData)`.
    /// @dev Only the account itself.
    /// @param hook the hook's contract
    /// @param isValidation true for a validation hook, false for an execution hook
    /// @param initData passed to the hook's `onInstall`
    function addHook(address hook, bool isValidation, bytes calldata initData) external;

    /// @notice Removes `hook`; reverts if its `onUninstall` does.
    /// @dev Only the account itself.
    /// @param hook the hook to remove
    /// @param isValidation the kind it was added as
    /// @param deinitData passed to the hook's `onUninstall`
    function removeHook(address hook, bool isValidation, bytes calldata deinitData) external;

    /// @notice Removes `hook` without telling it, as `unlinkModule` does a module.
    /// @dev Only the account itself. A transaction that only calls this, names a hook that is there, and has no paymaster
    /// or one in the general flow, runs no hook at all, so no hook can prevent it.
    /// @param hook the hook to remove
    /// @param isValidation the kind it was added as
    /// @param deinitData not used; the published function has it
    function unlinkHook(address hook, bool isValidation, bytes calldata deinitData) external;

    /// @notice Whether `hook` is on the account, as either kind.
    function isHook(address hook) external view returns (bool);

    /// @notice All hooks of one kind, in the order they were added, which is the order they run in.
    /// @param isValidation the kind
    function listHooks(bool isValidation) external view returns (address[] memory hooks);
}

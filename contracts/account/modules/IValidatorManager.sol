// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Manages the validators of an account under the names that published clients use
/// @notice Uses the registry of ERC-7579's module type 1: what one interface adds is visible in the other.
interface IValidatorManager {
    /// @notice Emitted when a validator has been installed, through either interface.
    event ValidatorAdded(address indexed validator);

    /// @notice Emitted when a validator has been removed, through either interface.
    event ValidatorRemoved(address indexed validator);

    /// @notice Installs `validator`, exactly as `installModule(1, validator, initData)`.
    /// @dev Only the account itself may call this. Records the module before its `onInstall` runs.
    /// @param validator a contract that is an `IValidationModule`
    /// @param initData passed to the module's `onInstall`
    function addModuleValidator(address validator, bytes calldata initData) external;

    /// @notice Removes `validator`, exactly as `uninstallModule(1, validator, deinitData)`; reverts if its
    /// `onUninstall` does.
    /// @dev Only the account itself may call this.
    /// @param deinitData passed to the module's `onUninstall`
    function removeModuleValidator(address validator, bytes calldata deinitData) external;

    /// @notice Removes `validator` without calling it, exactly as `unlinkModule(1, validator, deinitData)`.
    /// @dev Only the account itself may call this.
    /// @param deinitData ignored; kept because the published function has it
    function unlinkModuleValidator(address validator, bytes calldata deinitData) external;

    /// @notice Returns whether `validator` is installed as a validator.
    function isModuleValidator(address validator) external view returns (bool);

    /// @notice Returns all validators in the order they were installed.
    function listModuleValidators() external view returns (address[] memory validators);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title The validators of an account, by the names published clients use
/// @notice The same registry as ERC-7579's module type 1: what is added here is seen there and the other way round.
interface IValidatorManager {
    /// @notice A validator was installed, through either interface.
    event ValidatorAdded(address indexed validator);

    /// @notice A validator was removed, through either interface.
    event ValidatorRemoved(address indexed validator);

    /// @notice Installs `validator`, exactly as `installModule(1, validator, initData)`.
    /// @dev Only the account itself. The module is recorded before its `onInstall` runs.
    /// @param validator a contract that is an `IValidationModule`
    /// @param initData passed to the module's `onInstall`
    function addModuleValidator(address validator, bytes calldata initData) external;

    /// @notice Removes `validator`, exactly as `uninstallModule(1, validator, deinitData)`: it reverts if the module's
    /// `onUninstall` does.
    /// @dev Only the account itself.
    /// @param validator the validator to remove
    /// @param deinitData passed to the module's `onUninstall`
    function removeModuleValidator(address validator, bytes calldata deinitData) external;

    /// @notice Removes `validator` without telling it, exactly as `unlinkModule(1, validator, deinitData)`.
    /// @dev Only the account itself.
    /// @param validator the validator to remove
    /// @param deinitData not used; the published function has it
    function unlinkModuleValidator(address validator, bytes calldata deinitData) external;

    /// @notice Whether `validator` is installed as a validator.
    function isModuleValidator(address validator) external view returns (bool);

    /// @notice All validators, the first installed first.
    function listModuleValidators() external view returns (address[] memory validators);
}

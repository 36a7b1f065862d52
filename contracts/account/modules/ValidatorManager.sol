// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IValidatorManager} from "./IValidatorManager.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {ModuleManager} from "./ModuleManager.sol";

/// @title The published names for ERC-7579's module type 1
abstract contract ValidatorManager is IValidatorManager, ModuleManager {
    using AccountRegistry for AccountRegistry.Layout;

    /// @inheritdoc IValidatorManager
    function addModuleValidator(address validator, bytes calldata initData) external onlySelf {
        _installModule(MODULE_TYPE_VALIDATOR, validator, initData);
    }

    /// @inheritdoc IValidatorManager
    function removeModuleValidator(address validator, bytes calldata deinitData) external onlySelf {
        _uninstallModule(MODULE_TYPE_VALIDATOR, validator, deinitData);
    }

    /// @inheritdoc IValidatorManager
    function unlinkModuleValidator(address validator, bytes calldata deinitData) external onlySelf {
        _unlinkModule(MODULE_TYPE_VALIDATOR, validator, deinitData);
    }

    /// @inheritdoc IValidatorManager
    function isModuleValidator(address validator) external view returns (bool) {
        return AccountRegistry.layout().has(validator, Role.Validator);
    }

    /// @inheritdoc IValidatorManager
    function listModuleValidators() external view returns (address[] memory validators) {
        return AccountRegistry.layout().list(Role.Validator);
    }
}

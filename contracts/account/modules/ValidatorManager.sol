// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IValidatorManager} from "./IValidatorManager.sol";
import {AccountModules} from "./AccountModules.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {SelfOnly} from "../SelfOnly.sol";

/// @title Manages validators by their published names
/// @dev Does what ERC-7579's functions do for module type 1.
abstract contract ValidatorManager is IValidatorManager, SelfOnly {
    using AccountRegistry for AccountRegistry.Layout;

    /// @inheritdoc IValidatorManager
    function addModuleValidator(address validator, bytes calldata initData) external onlySelf {
        AccountModules.install(MODULE_TYPE_VALIDATOR, validator, initData);
    }

    /// @inheritdoc IValidatorManager
    function removeModuleValidator(address validator, bytes calldata deinitData) external onlySelf {
        AccountModules.uninstall(MODULE_TYPE_VALIDATOR, validator, deinitData);
    }

    /// @inheritdoc IValidatorManager
    /// @dev Does not call the validator at all, for the reason that `AccountModules.unlink` gives.
    function unlinkModuleValidator(address validator, bytes calldata deinitData) external onlySelf {
        AccountModules.unlink(MODULE_TYPE_VALIDATOR, validator, deinitData);
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

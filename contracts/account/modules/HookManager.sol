// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module, MODULE_TYPE_HOOK} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IHookManager} from "./IHookManager.sol";
import {IValidationHook} from "./IValidationHook.sol";
import {AccountModules} from "./AccountModules.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {SelfOnly} from "../SelfOnly.sol";

/// @title Adds and removes hooks by their published names
/// @dev Execution hooks are ERC-7579 modules and go through `AccountModules`. Validation hooks are not a type
/// of that standard and are recorded here.
abstract contract HookManager is IHookManager, SelfOnly {
    using AccountRegistry for AccountRegistry.Layout;

    /// @inheritdoc IHookManager
    function addHook(address hook, bool isValidation, bytes calldata initData) external onlySelf {
        if (isValidation) _addValidationHook(hook, initData);
        else AccountModules.install(MODULE_TYPE_HOOK, hook, initData);
    }

    /// @inheritdoc IHookManager
    function removeHook(address hook, bool isValidation, bytes calldata deinitData) external onlySelf {
        if (isValidation) {
            _forgetValidationHook(hook);
            IERC7579Module(hook).onUninstall(deinitData);
        } else {
            AccountModules.uninstall(MODULE_TYPE_HOOK, hook, deinitData);
        }
    }

    /// @inheritdoc IHookManager
    /// @dev Does not call the hook at all, for the reason that `AccountModules.unlink` gives.
    function unlinkHook(address hook, bool isValidation, bytes calldata deinitData) external onlySelf {
        if (isValidation) {
            _forgetValidationHook(hook);
        } else {
            AccountModules.unlink(MODULE_TYPE_HOOK, hook, deinitData);
        }
    }

    /// @inheritdoc IHookManager
    function isHook(address hook) external view returns (bool) {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        return registry.has(hook, Role.ExecutionHook) || registry.has(hook, Role.ValidationHook);
    }

    /// @inheritdoc IHookManager
    function listHooks(bool isValidation) external view returns (address[] memory hooks) {
        return AccountRegistry.layout().list(isValidation ? Role.ValidationHook : Role.ExecutionHook);
    }

    /// @dev Records a validation hook before its `onInstall` runs. Reverts unless it says, through ERC-165,
    /// that it is one.
    function _addValidationHook(address hook, bytes calldata initData) private {
        AccountModules.requireModuleAddress(hook);
        if (!IERC165(hook).supportsInterface(type(IValidationHook).interfaceId))
            revert NotAValidationHook(hook);
        if (!AccountRegistry.layout().add(hook, Role.ValidationHook)) revert HookAlreadyExists(hook);
        // As for modules: recorded and announced before it is called.
        emit HookAdded(hook);
        IERC7579Module(hook).onInstall(initData);
    }

    /// @dev Strikes a validation hook from the registry. The caller calls the hook afterwards, if at all.
    function _forgetValidationHook(address hook) private {
        if (!AccountRegistry.layout().remove(hook, Role.ValidationHook)) revert HookNotFound(hook);
        emit HookRemoved(hook);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579ModuleConfig,
    MODULE_TYPE_FALLBACK,
    MODULE_TYPE_HOOK
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IModuleManager} from "./IModuleManager.sol";
import {IModuleRegistry} from "./IModuleRegistry.sol";
import {AccountModules} from "./AccountModules.sol";
import {AccountRegistry} from "../AccountRegistry.sol";
import {FallbackHandlers} from "./FallbackHandlers.sol";
import {SelfOnly} from "../SelfOnly.sol";

/// @title Manages the account's modules by ERC-7579's functions
abstract contract ModuleManager is IERC7579ModuleConfig, IModuleManager, IModuleRegistry, SelfOnly {
    using AccountRegistry for AccountRegistry.Layout;

    /// @inheritdoc IERC7579ModuleConfig
    /// @dev Only the account itself may call this. For a fallback handler the init data begins with the
    /// 4-byte selector.
    function installModule(uint256 moduleTypeId, address module, bytes calldata initData) external onlySelf {
        AccountModules.install(moduleTypeId, module, initData);
    }

    /// @inheritdoc IERC7579ModuleConfig
    /// @dev Only the account itself may call this. Reverts with `LastKey` if nobody would be left who can
    /// sign.
    function uninstallModule(
        uint256 moduleTypeId,
        address module,
        bytes calldata deInitData
    ) external onlySelf {
        AccountModules.uninstall(moduleTypeId, module, deInitData);
    }

    /// @inheritdoc IModuleManager
    /// @dev For a module that `uninstallModule` cannot remove, because its `onUninstall` reverts or takes too
    /// much.
    function unlinkModule(uint256 moduleTypeId, address module, bytes calldata deInitData) external onlySelf {
        AccountModules.unlink(moduleTypeId, module, deInitData);
    }

    /// @inheritdoc IERC7579ModuleConfig
    /// @dev For a fallback handler the context begins with the selector asked about; without one the answer
    /// is false.
    function isModuleInstalled(
        uint256 moduleTypeId,
        address module,
        bytes calldata additionalContext
    ) external view returns (bool) {
        // A question about an unknown type is answered; `roleOf` would revert.
        if (moduleTypeId == 0 || moduleTypeId > MODULE_TYPE_HOOK) return false;
        if (moduleTypeId == MODULE_TYPE_FALLBACK) {
            if (module == address(0) || additionalContext.length < 4) return false;
            return FallbackHandlers.layout().handlers[bytes4(additionalContext)] == module;
        }
        return AccountRegistry.layout().has(module, AccountModules.roleOf(moduleTypeId));
    }

    /// @inheritdoc IModuleRegistry
    /// @dev Anyone may call this; modules do so during validation.
    function isModule(address module) external view returns (bool installed) {
        return AccountRegistry.layout().isModule(module);
    }

    /// @inheritdoc IModuleRegistry
    function firstModuleOf(address[] calldata targets) external view returns (address found) {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        // Read once for all targets: on EraVM, reading a slot again costs as much as the first time.
        uint32 marks = registry.moduleMarks;
        for (uint256 i = 0; i < targets.length; ++i) {
            address target = targets[i];
            if (target == address(this) || registry.isModule(target, marks)) return target;
        }
    }
}

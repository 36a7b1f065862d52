// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579Module,
    IERC7579ModuleConfig,
    MODULE_TYPE_EXECUTOR,
    MODULE_TYPE_FALLBACK,
    MODULE_TYPE_HOOK,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IHookManager} from "./IHookManager.sol";
import {IKeyHolder} from "../../utils/IKeyHolder.sol";
import {IModuleManager} from "./IModuleManager.sol";
import {IValidationModule} from "./IValidationModule.sol";
import {IValidatorManager} from "./IValidatorManager.sol";
import {AccountKeys} from "../keys/AccountKeys.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {FallbackHandlers} from "./FallbackHandlers.sol";
import {ModuleCallbacks} from "./ModuleCallbacks.sol";

/// @title Installs and removes modules, whichever function was called for it
/// @dev Records a module before its `onInstall` runs and forgets it before its `onUninstall` runs: a module
/// can ask the account about itself while it is being installed, and has no power left while it is being
/// removed. Callers check who may ask; nothing here does.
library AccountModules {
    using AccountRegistry for AccountRegistry.Layout;
    using FallbackHandlers for FallbackHandlers.Layout;

    /// @dev Installs a module of any type: records it and calls its `onInstall`, whose revert is passed on.
    /// @param initData what `onInstall` receives; for a fallback handler, preceded by the 4-byte selector it
    /// is for
    function install(uint256 moduleTypeId, address module, bytes memory initData) internal {
        Role role = roleOf(moduleTypeId);
        _checkModuleType(moduleTypeId, module);
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        // A fallback handler is recorded once for all its selectors.
        bool isNew = true;
        if (role == Role.FallbackHandler) (initData, isNew) = _link(module, initData);
        bool isKeyHolder = role == Role.Validator && _isKeyHolder(module);
        // Recorded before the module is called, so that it may ask the account about itself.
        if (isNew && !(isKeyHolder ? registry.addKeyHolder(module) : registry.add(module, role)))
            revert IModuleManager.ModuleAlreadyInstalled(moduleTypeId, module);
        announce(role, module, true);
        emit IERC7579ModuleConfig.ModuleInstalled(moduleTypeId, module);
        IERC7579Module(module).onInstall(initData);
    }

    /// @dev Removes a module and calls its `onUninstall`; if that reverts, the module stays.
    function uninstall(uint256 moduleTypeId, address module, bytes memory deInitData) internal {
        IERC7579Module(module).onUninstall(_forget(moduleTypeId, module, deInitData));
    }

    /// @dev Removes a module without calling it: any call would be a means to stay. A gas limit bounds what
    /// the module computes, but on this chain not what it publishes, and a transaction that publishes more
    /// than it can pay for is undone.
    function unlink(uint256 moduleTypeId, address module, bytes memory deInitData) internal {
        _forget(moduleTypeId, module, deInitData);
    }

    /// @dev Strikes a module from the registry. Reverts with `ModuleNotInstalled`, or with `LastKey` for the
    /// last key.
    /// @return moduleData what the module's `onUninstall` is to receive
    function _forget(
        uint256 moduleTypeId,
        address module,
        bytes memory deInitData
    ) private returns (bytes memory moduleData) {
        Role role = roleOf(moduleTypeId);
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        bool isLast = true;
        // Asked now: once it is removed, nothing says whether it was a key holder.
        bool isKey = role == Role.Validator && AccountKeys.mayInclude(module);
        // A fallback handler's data begins with the selector, which is not for the module.
        moduleData = deInitData;
        if (role == Role.FallbackHandler) (moduleData, isLast) = _unlink(module, deInitData);
        if (isLast && !registry.remove(module, role))
            revert IModuleManager.ModuleNotInstalled(moduleTypeId, module);
        // Only keys are protected: a validator that is not one may go even if no key is left.
        if (isKey) AccountKeys.requireKeyLeft(module);
        announce(role, module, false);
        emit IERC7579ModuleConfig.ModuleUninstalled(moduleTypeId, module);
    }

    /// @dev Emits the events of the published functions, whichever function was called. Executors and
    /// fallback handlers have none: they are known to ERC-7579 only.
    function announce(Role role, address module, bool installed) internal {
        if (role == Role.Validator) {
            if (installed) emit IValidatorManager.ValidatorAdded(module);
            else emit IValidatorManager.ValidatorRemoved(module);
        } else if (role == Role.ExecutionHook) {
            if (installed) emit IHookManager.HookAdded(module);
            else emit IHookManager.HookRemoved(module);
        }
    }

    /// @dev Reverts unless the module says that it is of this type. A validator must also say that it
    /// implements `validateTransaction`: one written for ERC-4337 alone could never answer the bootloader.
    function _checkModuleType(uint256 moduleTypeId, address module) private view {
        requireModuleAddress(module);
        if (
            !IERC7579Module(module).isModuleType(moduleTypeId) ||
            (moduleTypeId == MODULE_TYPE_VALIDATOR &&
                !IERC165(module).supportsInterface(type(IValidationModule).interfaceId))
        ) revert IModuleManager.ModuleTypeMismatch(moduleTypeId, module);
    }

    /// @dev Returns whether a validator wants to be asked if it has a key.
    function _isKeyHolder(address validator) private view returns (bool) {
        return IERC165(validator).supportsInterface(type(IKeyHolder).interfaceId);
    }

    /// @dev Reverts for the zero address and for the account itself: if the account were its own module, its
    /// calls to itself would be those of a module, with the account's own rights.
    function requireModuleAddress(address module) internal view {
        if (module == address(0) || module == address(this)) revert IModuleManager.InvalidModule(module);
    }

    /// @dev Returns the role that a module of a type has on the account. Reverts with `UnsupportedModuleType`
    /// for a type that is not one of ERC-7579's four.
    function roleOf(uint256 moduleTypeId) internal pure returns (Role) {
        if (moduleTypeId == MODULE_TYPE_VALIDATOR) return Role.Validator;
        if (moduleTypeId == MODULE_TYPE_EXECUTOR) return Role.Executor;
        if (moduleTypeId == MODULE_TYPE_FALLBACK) return Role.FallbackHandler;
        if (moduleTypeId == MODULE_TYPE_HOOK) return Role.ExecutionHook;
        revert IModuleManager.UnsupportedModuleType(moduleTypeId);
    }

    /// @dev Makes `module` the handler of the selector that its init data begins with. Reverts if the
    /// selector has a handler, is the account's own, or is that of a module callback, which a handler would
    /// let anyone make.
    /// @return rest the init data after the selector
    /// @return first whether this is the module's first selector
    function _link(address module, bytes memory initData) private returns (bytes memory rest, bool first) {
        bytes4 selector;
        (selector, rest) = FallbackHandlers.split(initData);
        address handler = FallbackHandlers.layout().handlers[selector];
        if (handler == module) revert IModuleManager.ModuleAlreadyInstalled(MODULE_TYPE_FALLBACK, module);
        if (handler != address(0)) revert IModuleManager.SelectorTaken(selector, handler);
        if (_answersItself(selector)) revert IModuleManager.SelectorTaken(selector, address(this));
        if (ModuleCallbacks.includes(selector)) revert IModuleManager.CallbackOutOfTurn(module);
        first = FallbackHandlers.layout().link(selector, module);
    }

    /// @dev Returns whether the account has a function of its own with this selector. Asks the account, which
    /// calls itself, instead of a list that each version would have to maintain: if there is neither such a
    /// function nor a handler, the account says that the handler is missing. Saves 128 bytes of
    /// `accountCodeBytes`.
    function _answersItself(bytes4 selector) private view returns (bool answers) {
        bytes4 missing = IModuleManager.MissingFallbackHandler.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            pop(staticcall(gas(), address(), 0x00, 0x04, 0x00, 0x20))
            // The error's selector followed by the beginning of its argument, the selector asked about.
            answers := iszero(eq(shr(192, mload(0x00)), shr(192, or(missing, shr(32, selector)))))
        }
    }

    /// @dev Stops `module` from handling the selector that its deinit data begins with.
    /// @return rest the deinit data after the selector
    /// @return last whether this was the module's last selector
    function _unlink(address module, bytes memory deInitData) private returns (bytes memory rest, bool last) {
        bytes4 selector;
        (selector, rest) = FallbackHandlers.split(deInitData);
        if (FallbackHandlers.layout().handlers[selector] != module || module == address(0)) {
            revert IModuleManager.ModuleNotInstalled(MODULE_TYPE_FALLBACK, module);
        }
        last = FallbackHandlers.layout().unlink(selector, module);
    }
}

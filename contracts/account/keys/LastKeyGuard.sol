// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579ModuleConfig,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {AccountKeys} from "./AccountKeys.sol";
import {AccountModules} from "../modules/AccountModules.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {ILastKeyGuard} from "./ILastKeyGuard.sol";
import {IOwnerManager} from "./IOwnerManager.sol";
import {SelfOnly} from "../SelfOnly.sol";

/// @title Giving up the last key on purpose, and asking who it is
abstract contract LastKeyGuard is ILastKeyGuard, SelfOnly {
    using AccountRegistry for AccountRegistry.Layout;

    /// @inheritdoc ILastKeyGuard
    function isLastKey(address validator) external view returns (bool last) {
        return AccountRegistry.layout().has(validator, Role.KeyHolder) && !AccountKeys.existBeside(validator);
    }

    /// @inheritdoc ILastKeyGuard
    function renounceLastKey(address key) external onlySelf {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        bool isKey = AccountKeys.mayInclude(key);
        if (registry.remove(key, Role.Owner)) {
            emit IOwnerManager.K1OwnerRemoved(key);
        } else if (isKey && registry.remove(key, Role.Validator)) {
            AccountModules.announce(Role.Validator, key, false);
            emit IERC7579ModuleConfig.ModuleUninstalled(MODULE_TYPE_VALIDATOR, key);
        } else {
            revert NotLastKey(key);
        }
        if (AccountKeys.exist()) revert NotLastKey(key);
    }
}

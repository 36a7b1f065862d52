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

/// @title Lets an account give up its last key on purpose
abstract contract LastKeyGuard is ILastKeyGuard, SelfOnly {
    using AccountRegistry for AccountRegistry.Layout;

    /// @inheritdoc ILastKeyGuard
    /// @dev Does not ask the validator itself, which calls this in the middle of giving up its key.
    function isLastKey(address validator) external view returns (bool last) {
        return AccountRegistry.layout().has(validator, Role.KeyHolder) && !AccountKeys.existBeside(validator);
    }

    /// @inheritdoc ILastKeyGuard
    /// @dev Asks whether a validator is a key before it removes it: afterwards it is a key holder no more.
    function renounceLastKey(address key) external onlySelf {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        bool isKey = AccountKeys.mayInclude(key);
        // An address may be both; if the validator is a key as well, the check at the end reverts.
        if (registry.remove(key, Role.Owner)) {
            emit IOwnerManager.K1OwnerRemoved(key);
        } else if (isKey && registry.remove(key, Role.Validator)) {
            AccountModules.announce(Role.Validator, key, false);
            emit IERC7579ModuleConfig.ModuleUninstalled(MODULE_TYPE_VALIDATOR, key);
        } else {
            revert NotLastKey(key);
        }
        // Checked last: before its removal, the key itself would have been found.
        if (AccountKeys.exist()) revert NotLastKey(key);
    }
}

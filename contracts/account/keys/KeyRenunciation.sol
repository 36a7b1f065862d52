// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IModuleManager} from "../modules/IModuleManager.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {OwnerManager} from "./OwnerManager.sol";
import {ValidatorManager} from "../modules/ValidatorManager.sol";

/// @title Giving up the last key on purpose
abstract contract KeyRenunciation is OwnerManager, ValidatorManager {
    using AccountRegistry for AccountRegistry.Layout;

    /// @inheritdoc IModuleManager
    function renounceLastKey(address key) external onlySelf {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        bool isKey = _mayBeKey(key);
        if (registry.remove(key, Role.Owner)) {
            emit K1OwnerRemoved(key);
        } else if (isKey && registry.remove(key, Role.Validator)) {
            _announce(Role.Validator, key, false);
            emit ModuleUninstalled(MODULE_TYPE_VALIDATOR, key);
        } else {
            revert NotLastKey(key);
        }
        if (_hasKey(address(0))) revert NotLastKey(key);
    }
}

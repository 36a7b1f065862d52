// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579AccountConfig,
    IERC7579ModuleConfig
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IAccount} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IAccount.sol";
import {IAccountInitializer} from "./account/IAccountInitializer.sol";
import {IAccountUpgrade} from "./account/upgrade/IAccountUpgrade.sol";
import {IBatchCaller} from "./account/execution/IBatchCaller.sol";
import {IHookManager} from "./account/modules/IHookManager.sol";
import {ILastKeyGuard} from "./account/keys/ILastKeyGuard.sol";
import {IModeExecution} from "./account/execution/IModeExecution.sol";
import {IModuleManager} from "./account/modules/IModuleManager.sol";
import {IModuleRegistry} from "./account/modules/IModuleRegistry.sol";
import {IOwnerManager} from "./account/keys/IOwnerManager.sol";
import {IValidatorManager} from "./account/modules/IValidatorManager.sol";
import {INativeAccountErrors} from "./account/INativeAccountErrors.sol";

/// @title Everything an account of this suite can be asked
interface IERC7579Account is
    IAccount,
    INativeAccountErrors,
    IAccountInitializer,
    IERC7579AccountConfig,
    IERC165,
    IOwnerManager,
    ILastKeyGuard,
    IERC7579ModuleConfig,
    IModuleManager,
    IModuleRegistry,
    IValidatorManager,
    IHookManager,
    IModeExecution,
    IBatchCaller,
    IERC1271,
    IERC5267,
    IAccountUpgrade
{}

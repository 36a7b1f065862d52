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

/// @title Declares everything that can be called on an account of this suite
/// @notice Brings together the interfaces of the standards an account implements and those of this suite.
/// Each function, event and error is documented in the interface that declares it.
/// @dev Empty on purpose: clients get one ABI from it. The callbacks for ERC-721 and ERC-1155 tokens, and the
/// fallback, are not part of it, since only other contracts call them.
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

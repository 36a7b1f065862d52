// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IAccount} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IAccount.sol";
import {
    IERC7579AccountConfig,
    IERC7579Execution,
    IERC7579ModuleConfig,
    MODULE_TYPE_HOOK,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/interfaces/IERC1155Receiver.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/interfaces/IERC721Receiver.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IAccountInitializer} from "./IAccountInitializer.sol";
import {IAccountUpgrade} from "./upgrade/IAccountUpgrade.sol";
import {IBatchCaller} from "./execution/IBatchCaller.sol";
import {IHookManager} from "./modules/IHookManager.sol";
import {IModuleRegistry} from "./modules/IModuleRegistry.sol";
import {IOwnerManager} from "./keys/IOwnerManager.sol";
import {IValidatorManager} from "./modules/IValidatorManager.sol";
import {ExecutionModes} from "./execution/ExecutionModes.sol";

/// @title Answers what the account is and what it supports
/// @dev Pure: what an account supports depends on its code alone, not on what is installed.
abstract contract AccountDescription is IERC7579AccountConfig, IERC165 {
    /// @inheritdoc IERC7579AccountConfig
    /// @dev Has the form that ERC-7579 asks for: vendor, account, semantic version.
    function accountId() external pure returns (string memory accountImplementationId) {
        return "zksync-sso.erc7579-account.1.0.0";
    }

    /// @inheritdoc IERC7579AccountConfig
    /// @dev Returns true for exactly the modes that `execute` and `executeFromExecutor` accept.
    function supportsExecutionMode(bytes32 encodedMode) external pure returns (bool) {
        return ExecutionModes.includes(encodedMode);
    }

    /// @inheritdoc IERC7579AccountConfig
    /// @dev Supports types 1 (validator) to 4 (hook), whose numbers are consecutive.
    function supportsModule(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId >= MODULE_TYPE_VALIDATOR && moduleTypeId <= MODULE_TYPE_HOOK;
    }

    /// @inheritdoc IERC165
    /// @dev Lists the standards' interfaces, and those of this suite that clients or modules look for.
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IAccount).interfaceId ||
            interfaceId == type(IAccountInitializer).interfaceId ||
            interfaceId == type(IERC7579AccountConfig).interfaceId ||
            interfaceId == type(IERC7579Execution).interfaceId ||
            interfaceId == type(IERC7579ModuleConfig).interfaceId ||
            interfaceId == type(IERC1271).interfaceId ||
            interfaceId == type(IERC5267).interfaceId ||
            interfaceId == type(IERC721Receiver).interfaceId ||
            interfaceId == type(IERC1155Receiver).interfaceId ||
            interfaceId == type(IOwnerManager).interfaceId ||
            interfaceId == type(IValidatorManager).interfaceId ||
            interfaceId == type(IHookManager).interfaceId ||
            interfaceId == type(IModuleRegistry).interfaceId ||
            interfaceId == type(IBatchCaller).interfaceId ||
            interfaceId == type(IAccountUpgrade).interfaceId;
    }
}

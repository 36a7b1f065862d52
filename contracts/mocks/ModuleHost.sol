// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IModuleRegistry} from "../account/modules/IModuleRegistry.sol";
import {CallsAsAccount} from "./CallsAsAccount.sol";

/// @title The minimum of an account that a module needs, so that modules can be tested alone
/// @dev For tests only: anyone may control it.
contract ModuleHost is CallsAsAccount, IModuleRegistry {
    /// @inheritdoc IModuleRegistry
    mapping(address module => bool installed) public isModule;

    /// @notice Records or forgets a module, without calling it.
    function setModule(address module, bool installed) external {
        isModule[module] = installed;
    }

    /// @inheritdoc IModuleRegistry
    function firstModuleOf(address[] calldata targets) external view returns (address found) {
        for (uint256 i; i < targets.length; ++i) {
            if (targets[i] == address(this) || isModule[targets[i]]) return targets[i];
        }
    }

    /// @notice Returns whether a module is installed, as ERC-7579's function of this name, but alike for
    /// every type.
    function isModuleInstalled(uint256, address module, bytes calldata) external view returns (bool) {
        return isModule[module];
    }
}

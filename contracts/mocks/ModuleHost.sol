// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IModuleRegistry} from "../account/modules/IModuleRegistry.sol";

/// @title The least an account has to be for a module, so that modules can be tested alone
/// @dev Test only: anyone may drive it.
contract ModuleHost is IModuleRegistry {
    /// @inheritdoc IModuleRegistry
    mapping(address module => bool installed) public isModule;

    /// @notice Records or drops a module, without telling it.
    function setModule(address module, bool installed) external {
        isModule[module] = installed;
    }

    /// @inheritdoc IModuleRegistry
    function firstModuleOf(address[] calldata targets) external view returns (address found) {
        for (uint256 i; i < targets.length; ++i) {
            if (targets[i] == address(this) || isModule[targets[i]]) return targets[i];
        }
    }

    /// @notice Calls `target` with `data` as an account does; answers what it answers and reverts as it reverts.
    function callAs(address target, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory answer) = target.call(data);
        if (success) return answer;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @notice ERC-7579: whether a module is installed; for every type alike.
    function isModuleInstalled(uint256, address module, bytes calldata) external view returns (bool) {
        return isModule[module];
    }
}

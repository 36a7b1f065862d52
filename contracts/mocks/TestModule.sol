// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

/// @title The common part of the test modules: remembers the data with which it was installed and removed
abstract contract TestModule is IERC7579Module {
    /// @notice The data of the last `onInstall`, by account.
    mapping(address account => bytes) public installedWith;

    /// @notice The data of the last `onUninstall`, by account.
    mapping(address account => bytes) public uninstalledWith;

    /// @notice How often the module was installed, minus how often it was removed, by account.
    mapping(address account => int256) public installations;

    /// @inheritdoc IERC7579Module
    function onInstall(bytes calldata data) public virtual {
        installedWith[msg.sender] = data;
        ++installations[msg.sender];
    }

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata data) public virtual {
        uninstalledWith[msg.sender] = data;
        --installations[msg.sender];
    }
}

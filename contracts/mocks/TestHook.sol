// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579Hook,
    IERC7579Module,
    MODULE_TYPE_HOOK
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {TestModule} from "./TestModule.sol";

/// @title An execution hook that announces what it was shown
contract TestHook is IERC7579Hook, TestModule {
    /// @notice Emitted with what `preCheck` was given.
    event PreChecked(address indexed account, address msgSender, uint256 value, bytes msgData);

    /// @notice Emitted with what `postCheck` was given.
    event PostChecked(address indexed account, bytes hookData);

    /// @notice Thrown when the hook has been set to refuse.
    error HookRefuses();

    /// @notice Whether `postCheck` reverts, by account.
    mapping(address account => bool) public refusesAfter;

    /// @notice Sets whether the hook refuses the caller's executions after the fact.
    function refuseAfter(bool refuse) external {
        refusesAfter[msg.sender] = refuse;
    }

    /// @inheritdoc IERC7579Hook
    function preCheck(
        address msgSender,
        uint256 value,
        bytes calldata msgData
    ) external returns (bytes memory) {
        emit PreChecked(msg.sender, msgSender, value, msgData);
        return abi.encode(msgSender, value, keccak256(msgData));
    }

    /// @inheritdoc IERC7579Hook
    function postCheck(bytes calldata hookData) external {
        if (refusesAfter[msg.sender]) revert HookRefuses();
        emit PostChecked(msg.sender, hookData);
    }

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_HOOK;
    }

    /// @inheritdoc IERC7579Module
    function onInstall(bytes calldata data) public override(IERC7579Module, TestModule) {
        super.onInstall(data);
    }

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata data) public override(IERC7579Module, TestModule) {
        super.onUninstall(data);
    }
}

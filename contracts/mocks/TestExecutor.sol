// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579Execution,
    IERC7579Module,
    MODULE_TYPE_EXECUTOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {TestModule} from "./TestModule.sol";

/// @title An executor that does what anyone asks it to
contract TestExecutor is TestModule {
    /// @notice Emitted with what the account returned.
    event Executed(bytes[] returnData);

    /// @notice Calls `executeFromExecutor` of `account`.
    function run(
        IERC7579Execution account,
        bytes32 mode,
        bytes calldata executionCalldata
    ) external payable returns (bytes[] memory returnData) {
        returnData = account.executeFromExecutor{value: msg.value}(mode, executionCalldata);
        emit Executed(returnData);
    }

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_EXECUTOR;
    }
}

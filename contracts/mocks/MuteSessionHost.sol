// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {CallsAsAccount} from "./CallsAsAccount.sol";

/// @title An account that may stop answering its modules' questions
/// @dev For tests only: anyone may control it.
contract MuteSessionHost is CallsAsAccount {
    /// @notice The length of each answer in bytes; one of fewer than 32 is no answer.
    uint256 public answerBytes = 32;

    /// @notice Sets the length of answers.
    function setAnswerBytes(uint256 size) external {
        answerBytes = size;
    }

    /// @notice Returns true: every module is installed for every type.
    function isModuleInstalled(uint256, address, bytes calldata) external pure returns (bool) {
        return true;
    }

    /// @notice Answers, if it does, that no target is a module.
    function isModule(address) external view returns (bool) {
        _answerZero();
    }

    /// @notice Answers, if it does, that no target is a module.
    function firstModuleOf(address[] calldata) external view returns (address) {
        _answerZero();
    }

    function _answerZero() private view {
        uint256 size = answerBytes;
        assembly ("memory-safe") {
            mstore(0x00, 0)
            return(0x00, size)
        }
    }
}

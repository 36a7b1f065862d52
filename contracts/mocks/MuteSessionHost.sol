// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title An account that may stop answering its modules' questions
/// @dev For tests only: anyone may control it.
contract MuteSessionHost {
    /// @notice The length of each answer in bytes; one of fewer than 32 is no answer.
    uint256 public answerBytes = 32;

    /// @notice Sets the length of answers.
    function setAnswerBytes(uint256 size) external {
        answerBytes = size;
    }

    /// @notice Calls `target` with `data`. Returns what it returns, and passes a revert on.
    function callAs(address target, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory answer) = target.call(data);
        if (success) return answer;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
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

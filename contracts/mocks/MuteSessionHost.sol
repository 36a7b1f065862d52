// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title An account that may stop answering what its modules ask
/// @dev Test only: anyone may drive it.
contract MuteSessionHost {
    /// @notice Bytes of each answer; an answer of fewer than 32 is none.
    uint256 public answerBytes = 32;

    /// @notice Sets how long answers are.
    function setAnswerBytes(uint256 size) external {
        answerBytes = size;
    }

    /// @notice Calls `target` with `data`; answers what it answers and reverts as it reverts.
    function callAs(address target, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory answer) = target.call(data);
        if (success) return answer;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @notice ERC-7579: every module is installed for every type.
    function isModuleInstalled(uint256, address, bytes calldata) external pure returns (bool) {
        return true;
    }

    /// @notice No target is a module, if that is answered.
    function isModule(address) external view returns (bool) {
        _answerZero();
    }

    /// @notice No target is a module, if that is answered.
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

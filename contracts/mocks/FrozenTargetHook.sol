// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    Execution,
    IERC7579Execution,
    IERC7579Hook,
    IERC7579Module,
    MODULE_TYPE_HOOK
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {Call, IBatchCaller} from "../account/execution/IBatchCaller.sol";

/// @title A hook that lets an account make no call to one contract, alone or within a batch
contract FrozenTargetHook is IERC7579Hook {
    using Bytes for bytes;

    /// @dev ERC-7579's call types, the first byte of a mode. What is left of them is a single call, 0.
    bytes1 private constant BATCH = 0x01;
    bytes1 private constant STATIC_CALL = 0xfe;
    bytes1 private constant DELEGATE_CALL = 0xff;

    mapping(address account => address target) private _frozen;

    /// @notice Thrown when the account was about to call the contract.
    error TargetFrozen(address target);
    /// @notice Thrown when the account was about to run other code in its own place, whose calls no hook sees.
    error DelegateCallRefused();
    /// @notice Thrown when an executor was about to have the account call itself, by which it could remove this hook.
    error SelfCallRefused();

    /// @inheritdoc IERC7579Module
    /// @dev `data` is `abi.encode(address target)`.
    function onInstall(bytes calldata data) external {
        _frozen[msg.sender] = abi.decode(data, (address));
    }

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata) external {
        delete _frozen[msg.sender];
    }

    /// @inheritdoc IERC7579Hook
    /// @dev The account asks before it does anything, with the call that a plain transaction would be, too.
    function preCheck(address, uint256, bytes calldata msgData) external view returns (bytes memory) {
        bool byExecutor = bytes4(msgData) == IERC7579Execution.executeFromExecutor.selector;
        _look(msgData, _frozen[msg.sender], byExecutor);
        return "";
    }

    /// @inheritdoc IERC7579Hook
    function postCheck(bytes calldata) external pure {}

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_HOOK;
    }

    /// @dev Looks through a call of the account: those of its functions that make calls are listed here.
    function _look(bytes memory data, address frozen, bool byExecutor) private view {
        if (data.length < 4) return;
        bytes4 selector = bytes4(data);
        if (selector == IBatchCaller.batchCall.selector) {
            Call[] memory calls = abi.decode(data.slice(4), (Call[]));
            for (uint256 i = 0; i < calls.length; ++i)
                _lookAtCall(calls[i].target, calls[i].callData, frozen, byExecutor);
        } else if (
            selector == IERC7579Execution.execute.selector ||
            selector == IERC7579Execution.executeFromExecutor.selector
        ) {
            (bytes32 mode, bytes memory execution) = abi.decode(data.slice(4), (bytes32, bytes));
            _lookAtExecution(bytes1(mode), execution, frozen, byExecutor);
        }
    }

    function _lookAtExecution(
        bytes1 callType,
        bytes memory execution,
        address frozen,
        bool byExecutor
    ) private view {
        if (callType == DELEGATE_CALL) revert DelegateCallRefused();
        if (callType == BATCH) {
            Execution[] memory calls = abi.decode(execution, (Execution[]));
            for (uint256 i = 0; i < calls.length; ++i)
                _lookAtCall(calls[i].target, calls[i].callData, frozen, byExecutor);
        } else {
            // Packed: the target, the value unless the call is static, and the calldata.
            uint256 head = callType == STATIC_CALL ? 20 : 52;
            _lookAtCall(address(bytes20(execution)), execution.slice(head), frozen, byExecutor);
        }
    }

    /// @dev A call of a batch may be to the account itself, and have calls in it.
    function _lookAtCall(address target, bytes memory data, address frozen, bool byExecutor) private view {
        if (target == frozen) revert TargetFrozen(target);
        if (target != msg.sender) return;
        if (byExecutor) revert SelfCallRefused();
        _look(data, frozen, byExecutor);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IERC7579Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {AccountCalls} from "./AccountCalls.sol";
import {AddressWord} from "../../utils/AddressWord.sol";
import {ExecutionHooks} from "./ExecutionHooks.sol";
import {HookUnlinking} from "../modules/HookUnlinking.sol";
import {INativeAccountErrors} from "../INativeAccountErrors.sol";

/// @title Executes a transaction that the account agreed to
/// @dev Assumes that the account has agreed to it, and checks only what the chain could not carry out.
library TransactionExecution {
    /// @dev Makes the transaction's call, with the execution hooks around it if there are any. Passes the
    /// revert data of a failing call on. Reverts with `ValueOutOfRange` above 2^128 - 1 wei, and for a target
    /// that is not an address.
    function execute(Transaction calldata transaction) internal {
        address target = AddressWord.narrow(transaction.to);
        if (transaction.value > type(uint128).max)
            revert INativeAccountErrors.ValueOutOfRange(transaction.value);

        // Without hooks, and for a transaction that only removes one, nothing is encoded for them.
        if (!ExecutionHooks.any() || HookUnlinking.isAll(transaction)) {
            _callTarget(target, transaction);
        } else {
            ExecutionHooks.Run memory run = ExecutionHooks.preCheck(
                msg.sender,
                transaction.value,
                _asAccountCall(target, transaction)
            );
            _callTarget(target, transaction);
            ExecutionHooks.postCheck(run);
        }
    }

    /// @dev Makes the call itself; reverts as the callee does.
    function _callTarget(address target, Transaction calldata transaction) private {
        if (!AccountCalls.call(target, transaction.value, transaction.data)) LowLevelCall.bubbleRevert();
    }

    /// @dev Returns the call that would have the same effect on an ERC-7579 account, so that hooks written
    /// for ERC-7579 see what they know: `execute` in single mode, which is `bytes32(0)`, with target, value
    /// (wei) and calldata packed. A transaction to the account itself is passed on as it came, be it
    /// `execute` or a function that is this account's own.
    function _asAccountCall(
        address target,
        Transaction calldata transaction
    ) private view returns (bytes memory) {
        if (target == address(this)) return transaction.data;
        return
            abi.encodeCall(
                IERC7579Execution.execute,
                (bytes32(0), abi.encodePacked(target, transaction.value, transaction.data))
            );
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {BOOTLOADER_FORMAL_ADDRESS} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {
    ExecutionResult,
    IPaymaster,
    PAYMASTER_VALIDATION_SUCCESS_MAGIC
} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymaster.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";

/// @title A paymaster for everyone
contract Sponsor is IPaymaster {
    receive() external payable {}

    function validateAndPayForPaymasterTransaction(
        bytes32,
        bytes32,
        Transaction calldata transaction
    ) external payable returns (bytes4 magic, bytes memory context) {
        require(msg.sender == BOOTLOADER_FORMAL_ADDRESS);
        (bool paid, ) = msg.sender.call{value: transaction.gasLimit * transaction.maxFeePerGas}("");
        require(paid);
        return (PAYMASTER_VALIDATION_SUCCESS_MAGIC, "");
    }

    function postTransaction(
        bytes calldata,
        Transaction calldata,
        bytes32,
        bytes32,
        ExecutionResult,
        uint256
    ) external payable {}
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {BOOTLOADER_FORMAL_ADDRESS} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {
    ExecutionResult,
    IPaymaster,
    PAYMASTER_VALIDATION_SUCCESS_MAGIC
} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymaster.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";

/// @title The common part of the test paymasters: pays the bootloader
abstract contract TestPaymaster is IPaymaster {
    error NotFromBootloader(address caller);
    error FeePaymentFailed(uint256 fee);

    modifier onlyBootloader() {
        if (msg.sender != BOOTLOADER_FORMAL_ADDRESS) revert NotFromBootloader(msg.sender);
        _;
    }

    /// @notice Refills the paymaster.
    receive() external payable {}

    /// @inheritdoc IPaymaster
    function validateAndPayForPaymasterTransaction(
        bytes32,
        bytes32,
        Transaction calldata transaction
    ) external payable onlyBootloader returns (bytes4 magic, bytes memory context) {
        _agree(transaction);
        uint256 fee = transaction.gasLimit * transaction.maxFeePerGas;
        (bool paid, ) = BOOTLOADER_FORMAL_ADDRESS.call{value: fee}("");
        if (!paid) revert FeePaymentFailed(fee);
        return (PAYMASTER_VALIDATION_SUCCESS_MAGIC, "");
    }

    /// @inheritdoc IPaymaster
    function postTransaction(
        bytes calldata,
        Transaction calldata,
        bytes32,
        bytes32,
        ExecutionResult,
        uint256
    ) external payable onlyBootloader {}

    /// @dev Reverts if the paymaster refuses to pay.
    function _agree(Transaction calldata transaction) internal virtual;
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPaymasterFlow} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymasterFlow.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {TestPaymaster} from "./TestPaymaster.sol";

/// @title Pays for everyone who asks in the general flow
contract GeneralPaymaster is TestPaymaster {
    error NotTheGeneralFlow(bytes paymasterInput);

    function _agree(Transaction calldata transaction) internal pure override {
        bytes calldata input = transaction.paymasterInput;
        if (input.length < 4 || bytes4(input) != IPaymasterFlow.general.selector)
            revert NotTheGeneralFlow(input);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPaymasterFlow} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymasterFlow.sol";
import {
    InvalidInput,
    UnsupportedPaymasterFlow
} from "@matterlabs/zksync-contracts/contracts/system-contracts/SystemContractErrors.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title What a paymaster's flow asks of the account before it pays
/// @dev Does what `TransactionHelper.processPaymasterInput` of ZKsync's library does, with its errors, in half of the code.
library PaymasterAllowance {
    using SafeERC20 for IERC20;

    /// @dev Grants `paymaster` the allowance that the approval-based flow asks for, unless it has it already: through zero,
    /// since tokens such as USDT take no other way. The general flow asks for nothing.
    function grant(address paymaster, bytes calldata input) internal {
        if (input.length < 4) revert InvalidInput();
        bytes4 flow = bytes4(input);
        if (flow == IPaymasterFlow.general.selector) return;
        if (flow != IPaymasterFlow.approvalBased.selector) revert UnsupportedPaymasterFlow();
        if (input.length < 68) revert InvalidInput();
        // What follows is for the paymaster.
        (IERC20 token, uint256 minAllowance) = abi.decode(input[4:68], (IERC20, uint256));

        if (token.allowance(address(this), paymaster) >= minAllowance) return;
        token.forceApprove(paymaster, 0);
        token.forceApprove(paymaster, minAllowance);
    }
}

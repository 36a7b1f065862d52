// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPaymasterFlow} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymasterFlow.sol";
import {
    InvalidInput,
    UnsupportedPaymasterFlow
} from "@matterlabs/zksync-contracts/contracts/system-contracts/SystemContractErrors.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Grants a paymaster what its flow asks of the account before it pays
/// @dev Does what `TransactionHelper.processPaymasterInput` of ZKsync's library does, with the same errors,
/// in half the code.
library PaymasterAllowance {
    using SafeERC20 for IERC20;

    /// @dev Grants `paymaster` the allowance that the approval-based flow asks for, unless it has that much
    /// already. Sets it to zero first, since tokens such as USDT refuse to change an allowance that is not
    /// zero. The general flow asks for nothing. Reverts with `InvalidInput` or `UnsupportedPaymasterFlow`, or
    /// if the token refuses.
    /// @param input the transaction's `paymasterInput`: the flow's selector and its arguments
    function grant(address paymaster, bytes calldata input) internal {
        if (input.length < 4) revert InvalidInput();
        bytes4 flow = bytes4(input);
        if (flow == IPaymasterFlow.general.selector) return;
        if (flow != IPaymasterFlow.approvalBased.selector) revert UnsupportedPaymasterFlow();
        if (input.length < 68) revert InvalidInput();
        // Only the two words for the account; what follows them is for the paymaster.
        (IERC20 token, uint256 minAllowance) = abi.decode(input[4:68], (IERC20, uint256));

        if (token.allowance(address(this), paymaster) >= minAllowance) return;
        token.forceApprove(paymaster, 0);
        token.forceApprove(paymaster, minAllowance);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPaymasterFlow} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymasterFlow.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {TestPaymaster} from "./TestPaymaster.sol";

/// @title Pays fees for a fixed price in a token, which it takes by allowance
contract ApprovalPaymaster is TestPaymaster {
    using SafeERC20 for IERC20;

    /// @notice The price of a transaction, in units of the token.
    uint256 public constant PRICE = 1e18;

    /// @notice The token that is taken.
    IERC20 public immutable token;

    error NotTheApprovalFlow(bytes paymasterInput);
    error WrongToken(address offered);

    constructor(IERC20 _token) {
        token = _token;
    }

    function _agree(Transaction calldata transaction) internal override {
        bytes calldata input = transaction.paymasterInput;
        if (input.length < 68 || bytes4(input) != IPaymasterFlow.approvalBased.selector) {
            revert NotTheApprovalFlow(input);
        }
        address offered = abi.decode(input[4:36], (address));
        if (offered != address(token)) revert WrongToken(offered);
        token.safeTransferFrom(address(uint160(transaction.from)), address(this), PRICE);
    }
}

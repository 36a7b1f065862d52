// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {TestToken} from "./TestToken.sol";

/// @title A token that, like USDT, changes an allowance only from zero or to zero
contract ResettingToken is TestToken {
    /// @notice Thrown when there is an allowance already: set it to zero first.
    error AllowanceNotZero(uint256 allowance);

    /// @inheritdoc ERC20
    function approve(address spender, uint256 amount) public override returns (bool) {
        uint256 current = allowance(msg.sender, spender);
        if (current != 0 && amount != 0) revert AllowanceNotZero(current);
        return super.approve(spender, amount);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title An ERC-20 token for tests, which anyone may mint
contract TestToken is ERC20 {
    constructor() ERC20("Test Token", "TEST") {}

    /// @notice Creates `amount` units of the token (18 decimals) for `to`.
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

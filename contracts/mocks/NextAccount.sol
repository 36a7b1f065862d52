// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC7579Account} from "../ERC7579Account.sol";

/// @title A later version of the account, such as the operator's beacon might name one day
contract NextAccount is ERC7579Account {
    /// @notice Returns what the first version cannot: its generation.
    function generation() external pure returns (uint256) {
        return 2;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionKeyModule} from "../session/SessionKeyModule.sol";

/// @title A later version of the session module, such as an operator might deploy beside the first one
contract NextSessionKeyModule is SessionKeyModule {
    /// @param timestampAsserter the chain's timestamp asserter
    constructor(address timestampAsserter) SessionKeyModule(timestampAsserter) {}

    /// @notice Returns what the first version cannot: its generation.
    function generation() external pure returns (uint256) {
        return 2;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {TestPaymaster} from "./TestPaymaster.sol";

/// @title Pays for anything, but burns gas first
contract BurningPaymaster is TestPaymaster {
    /// @notice How much it leaves of the gas that it is called with.
    uint256 public spared;

    /// @notice Sets how much gas it leaves.
    function setSpared(uint256 gas) external {
        spared = gas;
    }

    function _agree(Transaction calldata) internal view override {
        uint256 left = spared;
        while (gasleft() > left) {}
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

/// @title Telling a module that it is being removed, at arm's length
library ModuleCalls {
    /// @dev Gas a module gets to clean up behind itself when it is unlinked.
    uint256 internal constant UNLINK_GAS = 2_000_000;

    /// @dev Calls `onUninstall` and ignores everything about it: whether it reverts, how much of its gas it burns, how
    /// much data it returns. The bounded gas leaves enough to finish, and the returned data is never copied (its size in
    /// memory would be the caller's to pay).
    function tryUninstall(address module, bytes memory deinitData) internal {
        bytes memory data = abi.encodeCall(IERC7579Module.onUninstall, (deinitData));
        assembly ("memory-safe") {
            pop(call(UNLINK_GAS, module, 0, add(data, 0x20), mload(data), 0, 0))
        }
    }
}

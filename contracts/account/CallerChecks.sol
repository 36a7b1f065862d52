// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {BOOTLOADER_FORMAL_ADDRESS} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {INativeAccountErrors} from "./INativeAccountErrors.sol";

/// @title The two callers an account obeys: itself and the bootloader
abstract contract CallerChecks is INativeAccountErrors {
    /// @dev Only calls the account makes to itself, i.e. what was signed for or what an executor does in its name.
    modifier onlySelf() {
        _requireSelf();
        _;
    }

    /// @dev Only the bootloader, which runs the chain's transaction protocol.
    modifier onlyBootloader() {
        if (msg.sender != BOOTLOADER_FORMAL_ADDRESS) revert NotFromBootloader(msg.sender);
        _;
    }

    /// @dev A function, because what is in a modifier is in the code once for each use of it.
    function _requireSelf() private view {
        if (msg.sender != address(this)) revert NotFromSelf(msg.sender);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {BOOTLOADER_FORMAL_ADDRESS} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";

/// @title What the bootloader alone may call
abstract contract BootloaderOnly {
    /// @notice Only the bootloader may call this function.
    error NotFromBootloader(address caller);

    /// @dev Only the bootloader, which runs the chain's transaction protocol.
    modifier onlyBootloader() {
        if (msg.sender != BOOTLOADER_FORMAL_ADDRESS) revert NotFromBootloader(msg.sender);
        _;
    }
}

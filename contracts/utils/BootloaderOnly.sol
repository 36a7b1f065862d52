// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {BOOTLOADER_FORMAL_ADDRESS} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";

/// @title Restricts functions to calls from the bootloader
abstract contract BootloaderOnly {
    /// @notice Thrown when anyone but the bootloader calls: these functions are part of the chain's
    /// transaction protocol.
    error NotFromBootloader(address caller);

    /// @dev Reverts unless the caller is the bootloader, which runs the chain's transaction protocol.
    modifier onlyBootloader() {
        if (msg.sender != BOOTLOADER_FORMAL_ADDRESS) revert NotFromBootloader(msg.sender);
        _;
    }
}

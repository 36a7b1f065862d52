// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AbiBytes} from "../utils/AbiBytes.sol";

/// @title Exposes AbiBytes to tests without a module around it
contract AbiBytesReader {
    /// @notice Same as `AbiBytes.tryMember`.
    function tryMember(
        bytes calldata blob,
        uint256 index
    ) external pure returns (bool ok, bytes memory member) {
        return AbiBytes.tryMember(blob, index);
    }
}

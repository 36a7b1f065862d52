// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module, MODULE_TYPE_FALLBACK} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

/// @title A fallback handler for any selector, which returns what it was called with
contract CalldataRecorder is IERC7579Module {
    /// @notice Accepts plain ETH.
    receive() external payable {}

    /// @notice Returns `abi.encode(address self, address sender, uint256 value, bytes data)` for every
    /// unknown function.
    fallback(bytes calldata data) external payable returns (bytes memory answer) {
        return abi.encode(address(this), msg.sender, msg.value, data);
    }

    /// @inheritdoc IERC7579Module
    function onInstall(bytes calldata) external {}

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata) external {}

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_FALLBACK;
    }
}

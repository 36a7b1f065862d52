// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module, MODULE_TYPE_FALLBACK} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {TestModule} from "./TestModule.sol";

/// @title A fallback handler that reports who called whom
contract TestFallbackHandler is TestModule {
    /// @notice Thrown by `refuse`.
    error HandlerRefuses(address sender);

    /// @notice Returns the account, its caller (ERC-2771), and the wei that came along.
    function whoCalls() external payable returns (address account, address sender, uint256 value) {
        return (msg.sender, _sender(), msg.value);
    }

    /// @notice Always reverts with `HandlerRefuses`.
    function refuse() external pure {
        revert HandlerRefuses(_sender());
    }

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_FALLBACK;
    }

    function _sender() private pure returns (address) {
        return address(bytes20(msg.data[msg.data.length - 20:]));
    }
}

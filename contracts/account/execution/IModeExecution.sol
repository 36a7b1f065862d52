// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

/// @title Declares ERC-7579's execution functions and the reasons for which they revert
interface IModeExecution is IERC7579Execution {
    /// @notice Thrown when the caller of `executeFromExecutor` is not an installed executor.
    error NotAnExecutor(address caller);

    /// @notice Thrown when the account does not support the execution mode; `supportsExecutionMode` says
    /// which it does.
    error UnsupportedExecutionMode(bytes32 mode);
}

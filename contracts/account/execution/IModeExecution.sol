// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

/// @title ERC-7579's execution functions, and why they refuse
interface IModeExecution is IERC7579Execution {
    /// @notice The caller is not an installed executor.
    error NotAnExecutor(address caller);

    /// @notice The execution mode asks for something the account does not do; see `supportsExecutionMode`.
    error UnsupportedExecutionMode(bytes32 mode);
}

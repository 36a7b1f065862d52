// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Hook} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";

/// @title Running ERC-7579's hooks around an execution
/// @dev The hooks of one execution are those installed when it begins. What it adds runs from the next one on; what it
/// removes is not called again. Either way no hook's `postCheck` is skipped while the hook is installed.
library ExecutionHooks {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev The hooks of one execution, and what each of them wants back after it.
    struct Run {
        address[] hooks;
        bytes[] contexts;
    }

    /// @dev Whether there is any hook to run. One storage read.
    function any() internal view returns (bool) {
        return AccountRegistry.layout().count(Role.ExecutionHook) != 0;
    }

    /// @dev Asks every hook. Any of them stops the execution by reverting.
    /// @param sender who called the account
    /// @param value wei that move with the call
    /// @param data the call, as ERC-7579 would have the account receive it
    function preCheck(address sender, uint256 value, bytes memory data) internal returns (Run memory run) {
        run.hooks = AccountRegistry.layout().list(Role.ExecutionHook);
        run.contexts = new bytes[](run.hooks.length);
        for (uint256 i = 0; i < run.hooks.length; ++i) {
            run.contexts[i] = IERC7579Hook(run.hooks[i]).preCheck(sender, value, data);
        }
    }

    /// @dev Lets every hook look at the outcome, the last asked first.
    function postCheck(Run memory run) internal {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        for (uint256 i = run.hooks.length; i != 0;) {
            address hook = run.hooks[--i];
            if (registry.has(hook, Role.ExecutionHook)) IERC7579Hook(hook).postCheck(run.contexts[i]);
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Hook} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";

/// @title Runs ERC-7579's hooks around an execution
/// @dev An execution runs the hooks that are installed when it begins. A hook that it installs runs from the
/// next execution on; one that it removes is not called again. Either way, no hook's `postCheck` is skipped
/// while the hook is installed.
library ExecutionHooks {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev The hooks of one execution, and the context that each of them returned, which its `postCheck`
    /// receives.
    struct Run {
        address[] hooks;
        bytes[] contexts;
    }

    /// @dev Returns whether there is any hook to run. Costs one storage read.
    function any() internal view returns (bool) {
        return AccountRegistry.layout().count(Role.ExecutionHook) != 0;
    }

    /// @dev Calls `preCheck` of every hook, in the order they were installed. Any of them stops the execution
    /// by reverting.
    /// @param sender who called the account
    /// @param value wei sent along with the call
    /// @param data the call, as an ERC-7579 account would receive it
    /// @return run the hooks and their contexts, for `postCheck`
    function preCheck(address sender, uint256 value, bytes memory data) internal returns (Run memory run) {
        run.hooks = AccountRegistry.layout().list(Role.ExecutionHook);
        run.contexts = new bytes[](run.hooks.length);
        for (uint256 i = 0; i < run.hooks.length; ++i) {
            run.contexts[i] = IERC7579Hook(run.hooks[i]).preCheck(sender, value, data);
        }
    }

    /// @dev Calls `postCheck` of every hook that is still installed, in reverse order.
    function postCheck(Run memory run) internal {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        for (uint256 i = run.hooks.length; i != 0;) {
            address hook = run.hooks[--i];
            if (registry.has(hook, Role.ExecutionHook)) IERC7579Hook(hook).postCheck(run.contexts[i]);
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AccountRegistry, Role} from "../account/AccountRegistry.sol";

/// @title Exposes an account's registry without the account, for long sequences of changes
contract RegistryHost {
    using AccountRegistry for AccountRegistry.Layout;

    /// @notice One change: a role that is given or taken.
    struct Step {
        Role role;
        address member;
        bool add;
        /// Whether a validator that is added holds keys.
        bool holdsKeys;
    }

    /// @notice What the registry says about one address.
    struct Answer {
        bool isModule;
        uint8 roles;
    }

    /// @notice Makes the changes and returns the state of the registry after them.
    /// @return changed for each step, whether it changed anything
    /// @return answers what the registry says about each of the addresses asked about
    /// @return lists the members with each role
    /// @return moduleMarks the summary of the modules
    function run(
        Step[] calldata steps,
        address[] calldata asked
    )
        external
        returns (bool[] memory changed, Answer[] memory answers, address[][] memory lists, uint32 moduleMarks)
    {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        changed = new bool[](steps.length);
        for (uint256 i = 0; i < steps.length; ++i) {
            changed[i] = _take(registry, steps[i]);
        }
        answers = new Answer[](asked.length);
        for (uint256 i = 0; i < asked.length; ++i) {
            answers[i] = Answer(registry.isModule(asked[i]), registry.entries[asked[i]].roles);
        }
        lists = new address[][](uint8(type(Role).max) + 1);
        for (uint256 i = 0; i < lists.length; ++i) lists[i] = registry.list(Role(i));
        moduleMarks = registry.moduleMarks;
    }

    function _take(AccountRegistry.Layout storage registry, Step calldata step) private returns (bool) {
        if (!step.add) return registry.remove(step.member, step.role);
        if (step.holdsKeys) return registry.addKeyHolder(step.member);
        return registry.add(step.member, step.role);
    }
}

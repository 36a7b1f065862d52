// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IKeyHolder} from "../../utils/IKeyHolder.sol";
import {ILastKeyGuard} from "./ILastKeyGuard.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {BoundedQuestion} from "../BoundedQuestion.sol";

/// @title Finds out whether anyone can sign for the account
/// @notice Prevents an account from losing its last key by accident.
/// @dev A key is an owner whose address has no code, a validator that is not a key holder, or a key holder
/// that says it has a key. Key holders are asked with bounded gas, so that no answer of theirs keeps a module
/// from being removed.
library AccountKeys {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev Gas for a key holder's answer, many times what a call and a look-up need.
    uint256 private constant ANSWER_GAS = 100_000;

    /// @dev Reverts with `LastKey` if nobody can sign for the account any more. To be called after removing
    /// an owner, or a validator that may have been a key.
    /// @param removed what was removed, named in the error
    function requireKeyLeft(address removed) internal view {
        if (!exist()) revert ILastKeyGuard.LastKey(removed);
    }

    /// @dev Returns whether anyone can sign for the account on their own.
    function exist() internal view returns (bool) {
        return existBeside(address(0));
    }

    /// @dev Returns whether anyone other than `except` can. Tries the cheapest question first: validators
    /// that are keys without being asked are counted, not listed.
    /// @param except a key holder that is not asked
    function existBeside(address except) internal view returns (bool) {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        // Some validator is not a key holder, i.e. is a key without being asked.
        if (registry.count(Role.Validator) != registry.count(Role.KeyHolder)) return true;
        address[] memory owners = registry.list(Role.Owner);
        for (uint256 i = 0; i < owners.length; ++i) {
            if (canSign(owners[i])) return true;
        }
        address[] memory validators = registry.list(Role.KeyHolder);
        for (uint256 i = 0; i < validators.length; ++i) {
            if (validators[i] != except && _holdsKey(validators[i], false)) return true;
        }
        return false;
    }

    /// @dev Returns whether a key may have this address. A contract's address comes from a hash that no key
    /// has. Checked again after the owner was added, since a contract may be deployed to the address later.
    function canSign(address owner) internal view returns (bool) {
        return owner.code.length == 0;
    }

    /// @dev Returns whether a validator is a key, as far as that can be known: one that gives no answer may
    /// be. Asked before a removal, where it is safer to take a validator for a key; what is left afterwards
    /// is counted the other way round, see `existBeside`.
    function mayInclude(address validator) internal view returns (bool) {
        return !AccountRegistry.layout().has(validator, Role.KeyHolder) || _holdsKey(validator, true);
    }

    /// @dev Returns whether a key holder has a key at the moment.
    /// @param otherwise the result if it gives no answer
    function _holdsKey(address validator, bool otherwise) private view returns (bool) {
        (bool answered, uint256 answer) = BoundedQuestion.ask(
            validator,
            ANSWER_GAS,
            IKeyHolder.hasKey.selector,
            0
        );
        return answered ? answer != 0 : otherwise;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IKeyHolder} from "../../utils/IKeyHolder.sol";
import {ILastKeyGuard} from "./ILastKeyGuard.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {BoundedQuestion} from "../BoundedQuestion.sol";

/// @title Who is a key of the account
/// @notice An account is not to lose its last key by accident.
/// @dev A key is who can sign: an owner whose address has no code, a validator, and those key holders that say so
/// when they are asked: with bounded gas, so that what they do then cannot keep a module from being removed.
library AccountKeys {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev Gas to say whether there is a key: a call and a look-up, many times over.
    uint256 private constant ANSWER_GAS = 100_000;

    /// @dev To be called after an owner, or a validator that may have been a key, was removed.
    /// @param removed what was removed, named in the error
    function requireKeyLeft(address removed) internal view {
        if (!exist()) revert ILastKeyGuard.LastKey(removed);
    }

    /// @dev Whether anyone can sign for the account by themselves.
    function exist() internal view returns (bool) {
        return existBeside(address(0));
    }

    /// @dev Whether anyone else can.
    /// @param except a key holder that is not asked
    function existBeside(address except) internal view returns (bool) {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
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

    /// @dev Whether a key may have the address: a contract's comes from a hash that no key has. Asked again and not only
    /// when an owner is added, since a contract may come to an address later.
    function canSign(address owner) internal view returns (bool) {
        return owner.code.length == 0;
    }

    /// @dev Whether a validator is a key, as far as it can be known: one that gives no answer may be.
    function mayInclude(address validator) internal view returns (bool) {
        return !AccountRegistry.layout().has(validator, Role.KeyHolder) || _holdsKey(validator, true);
    }

    /// @dev Whether a key holder has a key at the moment.
    /// @param otherwise what to think of one that gives no answer
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

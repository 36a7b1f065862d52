// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ILimitedValidator} from "../interfaces/ILimitedValidator.sol";
import {IModuleManager} from "../interfaces/IModuleManager.sol";
import {AccountRegistry, Role} from "./AccountRegistry.sol";

/// @title Keeps an account from losing its last key by accident
/// @dev Keys are owners, validators, and those limited validators that say so when they are asked: with bounded gas, so that
/// what they do then cannot keep a module from being removed.
abstract contract LastKeyGuard {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev Gas to say whether one counts as a key: a call and a look-up, many times over.
    uint256 private constant COUNT_GAS = 100_000;

    /// @dev To be called after an owner, or a validator that may have been a key, was removed.
    /// @param removed what was removed, named in the error
    function _requireKeyLeft(address removed) internal view {
        if (!_hasKey(address(0))) revert IModuleManager.LastKey(removed);
    }

    /// @dev Whether anyone can sign for the account by themselves.
    /// @param except a limited validator that is not asked
    function _hasKey(address except) internal view returns (bool) {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        if (registry.keyCount() != 0) return true;
        if (registry.count(Role.LimitedValidator) == 0) return false;
        address[] memory validators = registry.list(Role.LimitedValidator);
        for (uint256 i = 0; i < validators.length; ++i) {
            if (validators[i] != except && _countsAsKey(validators[i], false)) return true;
        }
        return false;
    }

    /// @dev Whether a validator is a key, as far as it can be known: one that gives no answer may be.
    function _mayBeKey(address validator) internal view returns (bool) {
        return
            !AccountRegistry.layout().has(validator, Role.LimitedValidator) || _countsAsKey(validator, true);
    }

    /// @dev Whether a limited validator is a key at the moment.
    /// @param otherwise what to think of one that gives no answer
    function _countsAsKey(address validator, bool otherwise) private view returns (bool) {
        bytes4 selector = ILimitedValidator.countsAsKey.selector;
        bool answered;
        uint256 answer;
        // Same as a staticcall of `countsAsKey` whose answer is decoded, without a copy of however much is returned.
        assembly ("memory-safe") {
            mstore(0x00, selector)
            answered := staticcall(COUNT_GAS, validator, 0x00, 0x04, 0x00, 0x20)
            answered := and(answered, gt(returndatasize(), 0x1f))
            answer := mload(0x00)
        }
        return answered ? answer != 0 : otherwise;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {AccountUpgrade} from "../account/upgrade/AccountUpgrade.sol";

/// @title Code that upgrades as an account's does, but lacks the rest
/// @dev If it knows nobody, it represents account code that has its storage somewhere else and so would find
/// no key.
contract HalfAnAccount is AccountUpgrade, IERC165 {
    bool private immutable _isAccount;
    bool private immutable _knowsEverybody;

    /// @param isAccount whether it claims to be an account, and every other interface with it
    /// @param knowsEverybody whether it takes every address for an owner and a module, or none
    constructor(bool isAccount, bool knowsEverybody) {
        (_isAccount, _knowsEverybody) = (isAccount, knowsEverybody);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4) external view returns (bool) {
        return _isAccount;
    }

    /// @notice Returns whether an address is an owner.
    function isK1Owner(address) external view returns (bool) {
        return _knowsEverybody;
    }

    /// @notice Returns whether an address is a module.
    function isModule(address) external view returns (bool) {
        return _knowsEverybody;
    }
}

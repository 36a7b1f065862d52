// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {AccountUpgrade} from "../account/upgrade/AccountUpgrade.sol";

/// @title Code that upgrades as an account's does, and lacks the rest
/// @dev With nobody known it stands for an account's code whose storage is somewhere else, which would find no key.
contract HalfAnAccount is AccountUpgrade, IERC165 {
    bool private immutable _isAccount;
    bool private immutable _knowsEverybody;

    /// @param isAccount whether it claims to be an account, and whatever else it is asked
    /// @param knowsEverybody whether it takes everybody for an owner and a module, or nobody
    constructor(bool isAccount, bool knowsEverybody) {
        (_isAccount, _knowsEverybody) = (isAccount, knowsEverybody);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4) external view returns (bool) {
        return _isAccount;
    }

    /// @notice Whether an address is an owner.
    function isK1Owner(address) external view returns (bool) {
        return _knowsEverybody;
    }

    /// @notice Whether an address is a module.
    function isModule(address) external view returns (bool) {
        return _knowsEverybody;
    }
}

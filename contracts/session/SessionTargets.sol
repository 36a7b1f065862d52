// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionProgress} from "./SessionProgress.sol";
import {IModuleRegistry} from "../account/modules/IModuleRegistry.sol";
import {ISessionKeyModule} from "./ISessionKeyModule.sol";

/// @title Asks the account whether a transaction calls one of its modules
/// @dev Asks once for all calls of a transaction, because a call to the account costs far more than all other
/// checks of a target, and a validation may cost little. Several targets are listed in memory in the form of
/// the argument: their number, followed by each of them. Solidity has no list that grows there. Policies from
/// number 256 on have no bit in `SessionProgress`, so their targets are listed each time.
///
/// Asks in each transaction, since a module may have been installed after the session was opened.
library SessionTargets {
    /// @dev Bytes before the list: for the selector, in the last four of a word, and for the argument's
    /// offset.
    uint256 private constant HEAD = 0x40;
    uint256 private constant SELECTOR_AT = 0x1c;

    /// @dev Begins a list with room for `capacity` targets. Leaves the words before it free for the selector
    /// and the offset, so that the list can be sent where it is.
    function reserve(SessionProgress memory self, uint256 capacity) internal pure {
        uint256 list;
        assembly ("memory-safe") {
            list := add(mload(0x40), HEAD)
            mstore(list, 0)
            mstore(0x40, add(list, shl(5, add(capacity, 1))))
        }
        self.targets = list;
    }

    /// @dev Lists the target of call policy number `policy`, if there is a list and the target is not on it.
    /// The caller has made sure that there is room.
    function listCall(SessionProgress memory self, uint256 policy, address target) internal pure {
        uint256 bit = 1 << policy;
        uint256 listed = self.callsListed;
        if (listed & bit == 0 && self.targets != 0) {
            self.callsListed = listed | bit;
            _add(self.targets, target);
        }
    }

    /// @dev Does the same for transfer policy number `policy`.
    function listTransfer(SessionProgress memory self, uint256 policy, address target) internal pure {
        uint256 bit = 1 << policy;
        uint256 listed = self.transfersListed;
        if (listed & bit == 0 && self.targets != 0) {
            self.transfersListed = listed | bit;
            _add(self.targets, target);
        }
    }

    /// @dev Reverts with `TargetBanned` if the only target is a module of the calling account. Same as
    /// `IModuleRegistry(msg.sender).isModule(target)`, but an account that does not return a word is taken to
    /// say yes. Saves 471 gas of `validateSessionCallNext` against a `staticcall` of Solidity's.
    function requireForeign(address target) internal view {
        bytes4 selector = IModuleRegistry.isModule.selector;
        bool foreign;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, target)
            let ok := staticcall(gas(), caller(), 0x00, 0x24, 0x00, 0x20)
            foreign := and(and(ok, gt(returndatasize(), 0x1f)), iszero(mload(0x00)))
        }
        if (!foreign) revert ISessionKeyModule.TargetBanned(target);
    }

    /// @dev Reverts with `TargetBanned` for the first listed target that is the calling account or a module
    /// of it. The list has at least one. Same as `IModuleRegistry(msg.sender).firstModuleOf(list)`. An
    /// account that does not return a word is taken to name the first.
    function requireForeign(SessionProgress memory self) internal view {
        bytes4 selector = IModuleRegistry.firstModuleOf.selector;
        uint256 list = self.targets;
        address banned;
        assembly ("memory-safe") {
            let head := sub(list, HEAD)
            mstore(head, shr(224, selector))
            mstore(add(head, 0x20), 0x20)
            let size := add(0x44, shl(5, mload(list)))
            let ok := staticcall(gas(), caller(), add(head, SELECTOR_AT), size, 0x00, 0x20)
            banned := mload(0x00)
            if iszero(and(ok, gt(returndatasize(), 0x1f))) {
                banned := mload(add(list, 0x20))
            }
        }
        if (banned != address(0)) revert ISessionKeyModule.TargetBanned(banned);
    }

    /// @dev Appends a target to the list.
    function _add(uint256 list, address target) private pure {
        assembly ("memory-safe") {
            let length := add(mload(list), 1)
            mstore(list, length)
            mstore(add(list, shl(5, length)), target)
        }
    }
}

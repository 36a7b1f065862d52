// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IAccount} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IAccount.sol";
import {SystemContractHelper} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractHelper.sol";
import {IERC1967} from "@openzeppelin/contracts/interfaces/IERC1967.sol";
import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IAccountUpgrade} from "./IAccountUpgrade.sol";
import {IModuleRegistry} from "../modules/IModuleRegistry.sol";
import {IOwnerManager} from "../keys/IOwnerManager.sol";
import {AccountRegistry} from "../AccountRegistry.sol";
import {BoundedQuestion} from "../BoundedQuestion.sol";
import {ImplementationSlots} from "./ImplementationSlots.sol";
import {SelfOnly} from "../SelfOnly.sol";

/// @title Lets an account replace its own implementation
/// @dev Tries an implementation before accepting it: writes the slots, questions the account through its
/// proxy, and undoes everything unless the answers are an account's. Questioning the new address alone would
/// not do: a proxy gives the answers of its own implementation, and leads nowhere once its code runs in the
/// account's place.
abstract contract AccountUpgrade is IAccountUpgrade, SelfOnly {
    /// @dev Gas for one answer of the account, many times what it needs. Code that loops burns no more.
    uint256 private constant ANSWER_GAS = 1_000_000;

    /// @inheritdoc IAccountUpgrade
    /// @dev Writes first and asks afterwards; the revert undoes the writing.
    function upgradeTo(address implementation) external onlySelf {
        ImplementationSlots.run(implementation);
        if (!_answersThrough(implementation)) revert NotAnImplementation(implementation);
        emit IERC1967.Upgraded(implementation);
    }

    /// @inheritdoc IAccountUpgrade
    /// @dev Asks the beacon with bounded gas as well: it may be anybody's contract.
    function followBeacon(address beacon) external onlySelf {
        ImplementationSlots.follow(beacon);
        uint256 named = _ask(beacon, IBeacon.implementation.selector, 0);
        if (!_answersThrough(address(uint160(named)))) revert NotABeacon(beacon);
        emit IERC1967.BeaconUpgraded(beacon);
    }

    /// @inheritdoc IAccountUpgrade
    function currentImplementation() external view returns (address implementation) {
        return SystemContractHelper.getCodeAddress();
    }

    /// @inheritdoc IAccountUpgrade
    function followedBeacon() external view returns (address beacon) {
        return ImplementationSlots.followed();
    }

    /// @dev Returns whether the account, called through its proxy as it is now, runs the code at
    /// `implementation` itself and not that of another contract further on; says that it is an account; and
    /// finds its newest member, an owner or a module, where older code has stored it.
    function _answersThrough(address implementation) private view returns (bool) {
        uint256 member = uint160(AccountRegistry.layout().latest);
        return
            _askSelf(IAccountUpgrade.currentImplementation.selector, 0) == uint160(implementation) &&
            _askSelf(IERC165.supportsInterface.selector, uint256(bytes32(type(IAccount).interfaceId))) == 1 &&
            (_askSelf(IOwnerManager.isK1Owner.selector, member) == 1 ||
                _askSelf(IModuleRegistry.isModule.selector, member) == 1);
    }

    /// @dev Asks the account through its proxy.
    function _askSelf(bytes4 selector, uint256 argument) private view returns (uint256 answer) {
        return _ask(address(this), selector, argument);
    }

    /// @dev Returns the first word of the answer, or 0 if there is none.
    function _ask(address whom, bytes4 selector, uint256 argument) private view returns (uint256 answer) {
        (, answer) = BoundedQuestion.ask(whom, ANSWER_GAS, selector, argument);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {MAX_SYSTEM_CONTRACT_ADDRESS} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {IOwnerManager} from "./IOwnerManager.sol";
import {AccountKeys} from "./AccountKeys.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {SelfOnly} from "../SelfOnly.sol";

/// @title Manages the account's secp256k1 owners
abstract contract OwnerManager is IOwnerManager, SelfOnly {
    using AccountRegistry for AccountRegistry.Layout;

    /// @inheritdoc IOwnerManager
    function addK1Owner(address owner) external onlySelf {
        _addOwner(owner);
    }

    /// @inheritdoc IOwnerManager
    function removeK1Owner(address owner) external onlySelf {
        if (!AccountRegistry.layout().remove(owner, Role.Owner)) revert OwnerNotFound(owner);
        emit K1OwnerRemoved(owner);
        // Removing what was not a key cannot remove the last one.
        if (AccountKeys.canSign(owner)) AccountKeys.requireKeyLeft(owner);
    }

    /// @inheritdoc IOwnerManager
    function isK1Owner(address owner) external view returns (bool) {
        return AccountRegistry.layout().has(owner, Role.Owner);
    }

    /// @inheritdoc IOwnerManager
    function listK1Owners() external view returns (address[] memory owners) {
        return AccountRegistry.layout().list(Role.Owner);
    }

    /// @dev Adds an owner. Refuses addresses that no key has: those of contracts, such as the account itself,
    /// and those of the system. The latter include zero, which is what a failed recovery of a signer yields.
    function _addOwner(address owner) internal {
        if (uint160(owner) <= MAX_SYSTEM_CONTRACT_ADDRESS || !AccountKeys.canSign(owner))
            revert InvalidOwner(owner);
        if (!AccountRegistry.layout().add(owner, Role.Owner)) revert OwnerAlreadyExists(owner);
        emit K1OwnerAdded(owner);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IModuleManager} from "../interfaces/IModuleManager.sol";

/// @notice What an address may be on an account.
enum Role {
    Owner,
    Validator,
    Executor,
    FallbackHandler,
    ExecutionHook,
    ValidationHook
}

/// @title Who is what on an account
/// @notice One list of addresses, each with the set of roles it was given. The published functions and ERC-7579's look
/// at this same list, so they cannot disagree.
/// @dev Built for the two paths that matter. Validation reads two slots: the head, which holds how many members each role
/// has (so "no hooks" costs nothing more), and the entry of the signer. A new member costs one new slot, since its entry
/// holds its roles and the link to the next member; a list with array and index would take three.
/// Removing and listing walk the list. Both are done rarely, by the account itself, on a list that it made.
library AccountRegistry {
    /// @dev A member of the list. It is in the list exactly if `roles` is not 0.
    struct Entry {
        /// the member added before this one, or 0 for the first
        address next;
        /// bit i is set if the member has the role of number i
        uint8 roles;
    }

    /// @custom:storage-location erc7201:zksync-sso.storage.AccountRegistry
    struct Layout {
        /// the member added last
        address latest;
        /// 0 before initialization
        uint8 version;
        /// byte i is the number of members with the role of number i
        uint48 counts;
        mapping(address member => Entry) entries;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("zksync-sso.storage.AccountRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant LOCATION = 0x1e3da7954074b43b2e627af68526be5a3a6c4c34eadca2e266a160d7e453d700;

    /// @dev Written as the version of the shared implementation, so that it can never be initialized.
    uint8 internal constant LOCKED = type(uint8).max;

    /// @dev The registry of the account that runs this code.
    function layout() internal pure returns (Layout storage registry) {
        assembly ("memory-safe") {
            registry.slot := LOCATION
        }
    }

    /// @dev Gives `member` a role.
    /// @return added false if it has the role already
    function add(Layout storage registry, address member, Role role) internal returns (bool added) {
        Entry memory entry = registry.entries[member];
        uint8 bit = _bit(role);
        if (entry.roles & bit != 0) return false;
        if (count(registry, role) == type(uint8).max) revert IModuleManager.RegistryFull(member);

        if (entry.roles == 0) {
            entry.next = registry.latest;
            registry.latest = member;
        }
        registry.entries[member] = Entry({next: entry.next, roles: entry.roles | bit});
        registry.counts += _one(role);
        return true;
    }

    /// @dev Takes a role from `member`, and `member` from the list with its last role.
    /// @return removed false if it does not have the role
    function remove(Layout storage registry, address member, Role role) internal returns (bool removed) {
        Entry memory entry = registry.entries[member];
        uint8 bit = _bit(role);
        if (entry.roles & bit == 0) return false;

        if (entry.roles == bit) {
            _unlink(registry, member, entry.next);
        } else {
            registry.entries[member].roles = entry.roles ^ bit;
        }
        registry.counts -= _one(role);
        return true;
    }

    /// @dev Whether `member` has the role.
    function has(Layout storage registry, address member, Role role) internal view returns (bool) {
        return registry.entries[member].roles & _bit(role) != 0;
    }

    /// @dev Whether `member` has any role but that of an owner.
    function isModule(Layout storage registry, address member) internal view returns (bool) {
        return registry.entries[member].roles & ~_bit(Role.Owner) != 0;
    }

    /// @dev How many members have the role.
    function count(Layout storage registry, Role role) internal view returns (uint256) {
        return uint8(registry.counts >> (8 * uint8(role)));
    }

    /// @dev How many owners and validators there are, i.e. how many keys sign for the account.
    function keyCount(Layout storage registry) internal view returns (uint256) {
        return count(registry, Role.Owner) + count(registry, Role.Validator);
    }

    /// @dev The members with the role, the first added first.
    function list(Layout storage registry, Role role) internal view returns (address[] memory members) {
        uint256 remaining = count(registry, role);
        members = new address[](remaining);
        address member = registry.latest;
        while (remaining != 0) {
            Entry memory entry = registry.entries[member];
            if (entry.roles & _bit(role) != 0) members[--remaining] = member;
            member = entry.next;
        }
    }

    /// @dev Takes `member` out of the list. `next` is the link in its entry.
    function _unlink(Layout storage registry, address member, address next) private {
        address current = registry.latest;
        if (current == member) {
            registry.latest = next;
        } else {
            while (registry.entries[current].next != member) current = registry.entries[current].next;
            registry.entries[current].next = next;
        }
        delete registry.entries[member];
    }

    function _bit(Role role) private pure returns (uint8) {
        return uint8(1 << uint8(role));
    }

    function _one(Role role) private pure returns (uint48) {
        return uint48(1 << (8 * uint8(role)));
    }
}

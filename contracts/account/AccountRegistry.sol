// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice The roles an address may have on an account.
enum Role {
    Owner,
    Validator,
    Executor,
    FallbackHandler,
    ExecutionHook,
    ValidationHook,
    /// Held beside `Validator`, by a validator that is asked whether it has a key.
    KeyHolder
}

/// @title Records who has which roles on an account
/// @notice Keeps one list of addresses, each with the set of roles it was given. The published functions and
/// those of ERC-7579 use this same list, so they cannot disagree.
/// @dev Built for the two paths whose cost matters. Validation reads two slots: the entry of the signer, and
/// the head, which holds the number of members in each role (so that "no hooks" needs no further read) and a
/// summary of the modules (so that "not a module" needs no further read). Adding a member writes one new
/// slot, since its entry holds both its roles and the link to the next member; a list with an array and an
/// index would take three. Removing and listing walk the list. Both are rare, and requested by the account
/// itself on a list that it made.
library AccountRegistry {
    /// @dev A member of the list. It is in the list if and only if `roles` is not 0.
    struct Entry {
        /// The member added just before this one, or 0 for the first.
        address next;
        /// Bit i is set if the member has role number i.
        uint8 roles;
    }

    /// @notice Thrown when a role already has 255 members: remove one first.
    /// @param member the address that was to be added
    error RegistryFull(address member);

    /// @custom:storage-location erc7201:zksync-sso.storage.AccountRegistry
    struct Layout {
        /// The member added last.
        address latest;
        /// The version of the storage layout; 0 before initialization.
        uint8 version;
        /// Byte i is the number of members with role number i.
        uint56 counts;
        /// The union of all modules' marks, see `_mark`: an address whose mark is not contained in it is not
        /// a module.
        uint32 moduleMarks;
        mapping(address member => Entry) entries;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("zksync-sso.storage.AccountRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant LOCATION = 0x1e3da7954074b43b2e627af68526be5a3a6c4c34eadca2e266a160d7e453d700;

    /// @dev The version that the shared implementation is given, so that it can never be initialized.
    uint8 internal constant LOCKED = type(uint8).max;

    /// @dev Returns the registry of the account that runs this code. Solidity cannot place a struct at a slot
    /// of its choice.
    function layout() internal pure returns (Layout storage registry) {
        assembly ("memory-safe") {
            registry.slot := LOCATION
        }
    }

    /// @dev Gives `member` a role. Reverts with `RegistryFull` if the role has 255 members.
    /// @return added false if it has the role already
    function add(Layout storage registry, address member, Role role) internal returns (bool added) {
        return _add(registry, member, role, _bit(role), _one(role));
    }

    /// @dev Gives `member` the role of a validator and that of a key holder.
    /// @return added false if it is a validator already
    function addKeyHolder(Layout storage registry, address member) internal returns (bool added) {
        uint8 bits = _bit(Role.Validator) | _bit(Role.KeyHolder);
        return _add(registry, member, Role.Validator, bits, _one(Role.Validator) + _one(Role.KeyHolder));
    }

    /// @dev Takes a role from `member`. A validator loses the role of a key holder too. A member without any
    /// role left leaves the list.
    /// @return removed false if it does not have the role
    function remove(Layout storage registry, address member, Role role) internal returns (bool removed) {
        Entry memory entry = registry.entries[member];
        uint8 bits = _bit(role);
        uint56 ones = _one(role);
        if (entry.roles & bits == 0) return false;
        if (role == Role.Validator && entry.roles & _bit(Role.KeyHolder) != 0) {
            bits |= _bit(Role.KeyHolder);
            ones += _one(Role.KeyHolder);
        }
        uint8 left = entry.roles ^ bits;
        // A member without a role leaves the list, so that walking it stays as short as it can be.
        if (left == 0) {
            _unlink(registry, member, entry.next);
        } else {
            registry.entries[member].roles = left;
        }
        registry.counts -= ones;
        // Only now may a mark have become superfluous.
        if (_isModule(entry.roles) && !_isModule(left)) _markAgain(registry);
        return true;
    }

    /// @dev Returns whether `member` has the role.
    function has(Layout storage registry, address member, Role role) internal view returns (bool) {
        return (registry.entries[member].roles >> uint8(role)) & 1 == 1;
    }

    /// @dev Returns whether `member` has any role other than that of an owner. For nearly every address that
    /// has none, the head suffices, which validation reads anyway.
    function isModule(Layout storage registry, address member) internal view returns (bool) {
        return isModule(registry, member, registry.moduleMarks);
    }

    /// @dev Does the same for a caller that asks more than once and has already read the head's
    /// `moduleMarks`.
    function isModule(Layout storage registry, address member, uint32 marks) internal view returns (bool) {
        uint32 mark = _mark(member);
        return marks & mark == mark && _isModule(registry.entries[member].roles);
    }

    /// @dev Returns the number of members with the role.
    function count(Layout storage registry, Role role) internal view returns (uint256) {
        return uint8(registry.counts >> (8 * uint8(role)));
    }

    /// @dev Returns the members with the role in the order they were added. The list is linked from the
    /// newest to the oldest, so the result is filled from its end. Reads one slot for each member walked
    /// over, and stops at the last one found.
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

    /// @dev Gives `member` the roles in `bits`, unless it has `role`. Reads and writes each of the two slots
    /// once.
    /// @param ones one in the byte of each of these roles, to be added to the head's `counts`
    function _add(
        Layout storage registry,
        address member,
        Role role,
        uint8 bits,
        uint56 ones
    ) private returns (bool added) {
        Entry storage entry = registry.entries[member];
        (address next, uint8 roles) = (entry.next, entry.roles);
        if (roles & _bit(role) != 0) return false;
        (address latest, uint8 version, uint56 counts, uint32 marks) = (
            registry.latest,
            registry.version,
            registry.counts,
            registry.moduleMarks
        );
        // A count has one byte. A key holder's is never above a validator's, so only the latter is checked.
        if (uint8(counts >> (8 * uint8(role))) == type(uint8).max) revert RegistryFull(member);

        // A new member becomes the head of the list.
        if (roles == 0) (next, latest) = (latest, member);
        if (role != Role.Owner) marks |= _mark(member);
        _write(entry, next, roles | bits);
        _writeHead(registry, latest, version, counts + ones, marks);
        return true;
    }

    /// @dev Same as `(entry.next, entry.roles) = (next, roles)`, for which the compiler would read and write
    /// the slot twice. Saves 1,218 gas of `initialize`.
    function _write(Entry storage entry, address next, uint8 roles) private {
        uint256 word = uint160(next) | (uint256(roles) << 160);
        assembly ("memory-safe") {
            sstore(entry.slot, word)
        }
    }

    /// @dev Same as assigning the head's four fields, for which the compiler would read and write the slot
    /// four times. Saves 2,613 gas of `initialize`.
    function _writeHead(
        Layout storage registry,
        address latest,
        uint8 version,
        uint56 counts,
        uint32 marks
    ) private {
        uint256 word =
            uint160(latest) | (uint256(version) << 160) | (uint256(counts) << 168) | (uint256(marks) << 224);
        assembly ("memory-safe") {
            sstore(registry.slot, word)
        }
    }

    /// @dev Takes `member` out of the list. Walks from the newest member to the one whose link has to change.
    /// @param next the link in the member's own entry
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

    /// @dev Recomputes the union of marks once a member has ceased to be a module. Clearing its bits would
    /// not do: other modules may share them.
    function _markAgain(Layout storage registry) private {
        uint32 marks;
        address member = registry.latest;
        while (member != address(0)) {
            Entry memory entry = registry.entries[member];
            if (_isModule(entry.roles)) marks |= _mark(member);
            member = entry.next;
        }
        registry.moduleMarks = marks;
    }

    /// @dev Returns up to four of 32 bits, chosen by the last 20 bits of the address, which for a contract
    /// come from a hash. With three modules on an account, one other address in a hundred looks like a module
    /// until its entry is read.
    function _mark(address member) private pure returns (uint32) {
        uint256 bits = uint160(member);
        return
            uint32(
                (1 << (bits & 31)) |
                    (1 << ((bits >> 5) & 31)) |
                    (1 << ((bits >> 10) & 31)) |
                    (1 << ((bits >> 15) & 31))
            );
    }

    /// @dev Returns whether a set of roles contains any other than that of an owner.
    function _isModule(uint8 roles) private pure returns (bool) {
        return roles & ~_bit(Role.Owner) != 0;
    }

    /// @dev Returns a role as a set of roles.
    function _bit(Role role) private pure returns (uint8) {
        return uint8(1 << uint8(role));
    }

    /// @dev Returns a one in the byte of `counts` that belongs to a role.
    function _one(Role role) private pure returns (uint56) {
        return uint56(1 << (8 * uint8(role)));
    }
}

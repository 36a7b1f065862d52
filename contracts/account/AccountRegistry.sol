// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice What an address may be on an account.
enum Role {
    Owner,
    Validator,
    Executor,
    FallbackHandler,
    ExecutionHook,
    ValidationHook,
    /// beside `Validator`: a validator that is asked whether it has a key
    KeyHolder
}

/// @title Who is what on an account
/// @notice One list of addresses, each with the set of roles it was given. The published functions and ERC-7579's look
/// at this same list, so they cannot disagree.
/// @dev Built for the two paths that matter. Validation reads two slots: the head, which holds how many members each role
/// has (so "no hooks" costs nothing more) and a summary of the modules (so "not a module" costs nothing more), and the
/// entry of the signer. A new member costs one new slot, since its entry holds its roles and the link to the next member;
/// a list with array and index would take three.
/// Removing and listing walk the list. Both are done rarely, by the account itself, on a list that it made.
library AccountRegistry {
    /// @dev A member of the list. It is in the list exactly if `roles` is not 0.
    struct Entry {
        /// the member added before this one, or 0 for the first
        address next;
        /// bit i is set if the member has the role of number i
        uint8 roles;
    }

    /// @notice Too many members in one role; a role holds 255.
    error RegistryFull(address member);

    /// @custom:storage-location erc7201:zksync-sso.storage.AccountRegistry
    struct Layout {
        /// the member added last
        address latest;
        /// 0 before initialization
        uint8 version;
        /// byte i is the number of members with the role of number i
        uint56 counts;
        /// the union of all modules' marks, see `_mark`: an address whose mark is not in it is no module
        uint32 moduleMarks;
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
        return _add(registry, member, role, _bit(role), _one(role));
    }

    /// @dev Gives `member` the role of a validator that is asked whether it has a key.
    /// @return added false if it is a validator already
    function addKeyHolder(Layout storage registry, address member) internal returns (bool added) {
        uint8 bits = _bit(Role.Validator) | _bit(Role.KeyHolder);
        return _add(registry, member, Role.Validator, bits, _one(Role.Validator) + _one(Role.KeyHolder));
    }

    /// @dev Takes a role from `member` (from a validator, that of a key holder too), and `member` from the list with its last one.
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
        if (left == 0) {
            _unlink(registry, member, entry.next);
        } else {
            registry.entries[member].roles = left;
        }
        registry.counts -= ones;
        if (_isModule(entry.roles) && !_isModule(left)) _markAgain(registry);
        return true;
    }

    /// @dev Whether `member` has the role.
    function has(Layout storage registry, address member, Role role) internal view returns (bool) {
        return (registry.entries[member].roles >> uint8(role)) & 1 == 1;
    }

    /// @dev Whether `member` has any role but that of an owner. For nearly every address that has none the head is enough,
    /// which validation reads anyway.
    function isModule(Layout storage registry, address member) internal view returns (bool) {
        return isModule(registry, member, registry.moduleMarks);
    }

    /// @dev The same for whoever asks more than once and has read the head's `moduleMarks`.
    function isModule(Layout storage registry, address member, uint32 marks) internal view returns (bool) {
        uint32 mark = _mark(member);
        return marks & mark == mark && _isModule(registry.entries[member].roles);
    }

    /// @dev How many members have the role.
    function count(Layout storage registry, Role role) internal view returns (uint256) {
        return uint8(registry.counts >> (8 * uint8(role)));
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

    /// @dev Gives `member` the roles in `bits`, unless it has `role`; `ones` counts them.
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
        if (uint8(counts >> (8 * uint8(role))) == type(uint8).max) revert RegistryFull(member);

        if (roles == 0) (next, latest) = (latest, member);
        if (role != Role.Owner) marks |= _mark(member);
        _write(entry, next, roles | bits);
        _writeHead(registry, latest, version, counts + ones, marks);
        return true;
    }

    /// @dev Same as (entry.next, entry.roles) = (next, roles), which the compiler reads and writes the slot for twice.
    function _write(Entry storage entry, address next, uint8 roles) private {
        uint256 word = uint160(next) | (uint256(roles) << 160);
        assembly ("memory-safe") {
            sstore(entry.slot, word)
        }
    }

    /// @dev Same as an assignment of the head's four fields, which the compiler reads and writes the slot for four times.
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

    /// @dev Makes the union of marks anew, after a member ceased to be a module: others may have the same bits.
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

    /// @dev Up to four of 32 bits, chosen by the address' last 20 bits, which for a contract are those of a hash. With three
    /// modules on an account one address in a hundred is taken for one until its entry is read.
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

    function _isModule(uint8 roles) private pure returns (bool) {
        return roles & ~_bit(Role.Owner) != 0;
    }

    function _bit(Role role) private pure returns (uint8) {
        return uint8(1 << uint8(role));
    }

    function _one(Role role) private pure returns (uint56) {
        return uint56(1 << (8 * uint8(role)));
    }
}

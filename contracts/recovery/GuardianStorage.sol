// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title Stores what the recovery module knows (ERC-7201)
/// @dev What validation reads is keyed innermost by the account: a sequencer lets it read no other slots.
library GuardianStorage {
    /// @dev What the module knows of one account.
    struct AccountEntry {
        /// The chain's timestamp asserter and the passkey module, copied here because validation could not
        /// read them from slots that all accounts share. The asserter is zero while the module is not
        /// installed.
        address timestampAsserter;
        /// How often the account has installed the module. Guardians and recoveries belong to one
        /// installation.
        uint24 installation;
        address passkeyModule;
    }

    /// @dev When a guardian was proposed or, once `isReady`, agreed (Unix time); 0 if it is none.
    struct GuardianEntry {
        bool isReady;
        uint64 addedAt;
    }

    /// @dev A recovery; there is none if the hash is 0. It remains here after its key was added: the passkey
    /// module knows that.
    struct Recovery {
        bytes32 hashedCredentialId;
        bytes32 x;
        bytes32 y;
        /// The guardian who started it, and the second (Unix time) when they did.
        address guardian;
        uint40 timestamp;
        /// The number of finishing transactions that were accepted at the account's expense.
        uint8 paidAttempts;
        /// The number that the passkey module gives the account's installation of it. The recovery ends with
        /// that installation.
        uint48 passkeyInstallation;
    }

    /// @dev An account's guardians for one origin, and the recovery that one of them started.
    struct DomainEntry {
        Recovery recovery;
        EnumerableSet.AddressSet guardians;
        mapping(address guardian => GuardianEntry) entries;
    }

    /// @custom:storage-location erc7201:zksync-sso.storage.GuardianRecoveryModule
    struct Layout {
        /// Set once by the constructor; read on installation, never in validation.
        address timestampAsserter;
        address passkeyModule;
        mapping(address account => AccountEntry) accounts;
        /// By origin and installation, see `domain`.
        mapping(bytes32 scope => mapping(address account => DomainEntry)) domains;
        /// The accounts that a guardian ever agreed to guard, by origin. Accounts that unlinked or
        /// uninstalled the module without removing the guardian first are still among them.
        mapping(bytes32 hashedOriginDomain => mapping(address guardian => EnumerableSet.AddressSet)) guarded;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("zksync-sso.storage.GuardianRecoveryModule")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant LOCATION = 0x08ba25792452204e3a0a885b009013dedf35bffd16ddedcb719abd5658da4600;

    /// @dev Returns the module's state. Solidity cannot place a struct at a slot of its choice.
    function layout() internal pure returns (Layout storage $) {
        assembly ("memory-safe") {
            $.slot := LOCATION
        }
    }

    /// @dev Returns whether the account has the module, as far as the module knows: the account may have
    /// unlinked it.
    function isInstalled(AccountEntry storage entry) internal view returns (bool) {
        return entry.timestampAsserter != address(0);
    }

    /// @dev Returns what the account's present installation of the module holds for an origin. A later
    /// installation finds another, empty entry. Nothing may be written to it while the module is not
    /// installed.
    function domain(
        Layout storage $,
        bytes32 hashedOriginDomain,
        address account
    ) internal view returns (DomainEntry storage) {
        bytes32 installation = bytes32(uint256($.accounts[account].installation));
        return $.domains[Hashes.efficientKeccak256(hashedOriginDomain, installation)][account];
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionRecord} from "./SessionRecord.sol";
import {UsageTracker} from "./UsageTracker.sol";

/// @title Stores what the session module knows (ERC-7201)
/// @dev What validation reads is keyed innermost by the account: a sequencer lets it read no other slots.
library SessionStorage {
    /// @dev What the module knows of one account, in one slot.
    struct AccountEntry {
        /// The chain's timestamp asserter, copied here because validation could not read it from a slot that
        /// all accounts share. Zero while the module is not installed.
        address timestampAsserter;
        /// How often the account has installed the module, 65,535 times at most. A session belongs to one
        /// installation and closes with it.
        uint16 installation;
    }

    /// @dev What the module knows of one session of an account, besides the counts in trackers. A struct,
    /// although it has one member, so that a reference to its slot can be kept in a variable.
    struct SessionEntry {
        SessionRecord record;
    }

    /// @custom:storage-location erc7201:zksync-sso.storage.SessionKeyModule
    struct Layout {
        /// The chain's timestamp asserter, set once by the constructor. Read on installation, never in
        /// validation.
        address timestampAsserter;
        mapping(address account => AccountEntry) accounts;
        mapping(bytes32 sessionHash => mapping(address account => SessionEntry)) sessions;
        /// By session and limit, see `SessionMeter.trackerOf`.
        mapping(bytes32 key => mapping(address account => UsageTracker.Tracker)) trackers;
        /// The one session of each key. Read when a session is opened, never in validation.
        mapping(address signer => bytes32 sessionHash) signers;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("zksync-sso.storage.SessionKeyModule")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant LOCATION = 0x42f1e9b4ab91e3473e127f9bccfcd946cc303d89812d8df0a9612935a282b500;

    /// @dev Returns the module's state. Solidity cannot place a struct at a slot of its choice.
    function layout() internal pure returns (Layout storage $) {
        assembly ("memory-safe") {
            $.slot := LOCATION
        }
    }

    /// @dev Returns the chain's timestamp asserter and the number of the account's present installation of
    /// the module; both 0 if it has none.
    function current(
        AccountEntry storage entry
    ) internal view returns (address timestampAsserter, uint16 installation) {
        // Read side by side, so that the slot is read once.
        (timestampAsserter, installation) = (entry.timestampAsserter, entry.installation);
        if (timestampAsserter == address(0)) installation = 0;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionCount} from "./SessionCount.sol";
import {SessionRecord} from "./SessionRecord.sol";

/// @dev The state of checking one transaction of a session.
struct SessionProgress {
    /// The session, and its slot as it will be written if all checks pass.
    bytes32 sessionHash;
    SessionRecord record;
    /// The first and the last second (Unix time) at which the transaction is admissible. The expiry and each
    /// allowance narrow this window; nothing widens or replaces it. The chain compares it with its clock
    /// once.
    uint256 windowStart;
    uint256 windowEnd;
    /// Where in the calldata the period ids begin, where the next one to be read is, and where they end.
    uint256 idsStart;
    uint256 nextId;
    uint256 idsEnd;
    /// Where in the calldata the period id is that was set aside for the next value; 0 if none was.
    uint256 valueId;
    /// The last of the counts to be written to trackers; none to begin with.
    SessionCount lastCount;
    /// Where in memory the list of targets is, see `SessionTargets`; 0 if there is only one target.
    uint256 targets;
    /// The call policies and the transfer policies whose targets are in that list: bit i is for policy number
    /// i.
    uint256 callsListed;
    uint256 transfersListed;
    /// The call policy and the transfer policy that were found last.
    uint256 lastCall;
    uint256 lastTransfer;
}

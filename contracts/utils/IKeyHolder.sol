// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title A validator that says whether it has a key of an account
/// @notice Some validators sign only transactions that a policy allows, e.g. sessions, and never have one; others have none
/// as long as nobody gave them any, e.g. passkeys. An account with nothing else would be locked out of itself, so it wants
/// to know.
/// @dev Claimed by ERC-165, which is asked on installation. A validator that does not claim it counts as a key. One that
/// does, and loses the last of its keys by another way than its removal from the account, asks the account before whether
/// it may: `ILastKeyGuard.isLastKey`.
interface IKeyHolder {
    /// @notice Whether the validator can sign anything at all for the account that asks, by itself, at the moment.
    /// @dev Asked after `onInstall` of an account that has no owner, and whenever the account loses a key; with 100,000 gas.
    /// @return has false if the account needs another key beside this validator
    function hasKey() external view returns (bool has);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title A validator that says whether it has a key of an account
/// @notice Some validators, e.g. for sessions, sign only transactions that a policy allows, and never have a
/// key in this sense; others, e.g. for passkeys, have none until somebody adds one. An account with nothing
/// else would be locked out of itself, so it asks them.
/// @dev Claimed through ERC-165, which an account reads on installation. A validator that does not claim it
/// counts as a key. One that does must ask the account (`ILastKeyGuard.isLastKey`) before it gives up its
/// last key in any other way than by being removed from the account.
interface IKeyHolder {
    /// @notice Returns whether the validator can at present sign anything at all, on its own, for the account
    /// that asks.
    /// @dev Asked after `onInstall` by an account without owners, and whenever the account loses a key; with
    /// 100,000 gas.
    /// @return has false if the account needs another key beside this validator
    function hasKey() external view returns (bool has);
}

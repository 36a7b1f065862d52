// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title A validator that may not be the only one who signs for an account
/// @notice Some validators sign only what a policy allows, e.g. sessions. An account with nothing else would be locked out
/// of itself, so it wants to know.
/// @dev Claimed by ERC-165. A validator that does not claim it counts as a key.
interface ILimitedValidator {
    /// @notice Whether the validator can sign anything at all for the account that asks, by itself.
    /// @dev Asked once, before `onInstall`; the account keeps the answer until the validator is removed.
    /// @return counts false if the account needs another key beside this validator
    function countsAsKey() external view returns (bool counts);
}

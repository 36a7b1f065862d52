// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title The last key of an account
interface ILastKeyGuard {
    /// @notice The account would be left without any owner or validator that counts as a key.
    error LastKey(address key);

    /// @notice The address is not the only key left, so the ordinary functions remove it.
    error NotLastKey(address key);

    /// @notice Whether the account is left to `validator`: it is a key holder, and nobody else is a key.
    /// @dev For the validator to ask before it gives up the last of its own keys (see `IKeyHolder`).
    /// @param validator an installed validator; for others the answer is false
    /// @return last true if no owner, and no other validator that counts as a key, can sign
    function isLastKey(address validator) external view returns (bool last);

    /// @notice The one way to give up the last owner or validator, after which nothing signs for the account any more:
    /// only an installed executor can still move it.
    /// @dev Only the account itself. Reverts with `NotLastKey` if any other key is left: an owner, or a validator that
    /// counts as a key. A validator is unlinked without being told.
    /// @param key the last owner or validator
    function renounceLastKey(address key) external;
}

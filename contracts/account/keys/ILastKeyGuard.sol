// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Protects the last key of an account
interface ILastKeyGuard {
    /// @notice Thrown when the account would be left without any owner or validator that counts as a key: add
    /// another first, or call `renounceLastKey`.
    /// @param key what was to be removed
    error LastKey(address key);

    /// @notice Thrown by `renounceLastKey` when this is not the account's only key: the ordinary functions
    /// remove it.
    error NotLastKey(address key);

    /// @notice Returns whether `validator` holds the only key left: it is a key holder, and nobody else is a
    /// key.
    /// @dev For a validator to ask before it gives up its own last key (see `IKeyHolder`).
    /// @param validator an installed validator; for any other address the answer is false
    /// @return last true if no owner, and no other validator that counts as a key, can sign
    function isLastKey(address validator) external view returns (bool last);

    /// @notice Gives up the last owner or validator, which no other function does. Nobody can do everything
    /// with the account afterwards, unless an installed executor can. Validators that are no keys go on as
    /// before, and nobody can remove them: sessions until they expire, and guardians, who can give the
    /// account a passkey. Uninstall their modules first to end that, too.
    /// @dev Only the account itself may call this. Reverts with `NotLastKey` if any other key is left: an
    /// owner, or a validator that counts as a key. A validator is unlinked: its `onUninstall` is not called.
    /// @param key the last owner or validator
    function renounceLastKey(address key) external;
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IValidationModule} from "../account/modules/IValidationModule.sol";

/// @title Passkeys as keys of an account
/// @notice A key is identified by the origin it was made for (`https://auth.example`, scheme and port
/// included) and by the credential id that its authenticator gave it. An account may have any number of keys,
/// over several origins.
///
/// A signature is
/// `abi.encode(bytes authenticatorData, string clientDataJSON, bytes32[2] rs, bytes credentialId)`.
interface IWebAuthnModule is IValidationModule {
    /// @notice Thrown when the account has not installed the module.
    error AccountNotInitialized(address account);
    /// @notice Identifies a key whose slots are to be cleared on uninstalling.
    struct PasskeyId {
        string domain;
        bytes credentialId;
    }

    /// @notice Emitted when a key can sign for an account from now on.
    event PasskeyCreated(address indexed keyOwner, string originDomain, bytes credentialId);
    /// @notice Emitted when a key can no longer sign for an account.
    event PasskeyRemoved(address indexed keyOwner, string originDomain, bytes credentialId);
    /// @notice Emitted when none of an account's keys can sign for it any more: it uninstalled the module, or
    /// installed it again after unlinking it. `PasskeyRemoved` is emitted too, but only for keys that the
    /// account listed.
    event AllPasskeysRemoved(address indexed keyOwner);

    /// @notice Thrown when the install data is neither empty nor
    /// `abi.encode(bytes credentialId, bytes32[2] rawPublicKey, string originDomain)`.
    error MalformedInstallData();
    /// @notice Thrown when a credential id does not have 16 to 1023 bytes (WebAuthn, section 4, "Credential
    /// ID").
    error InvalidCredentialIdLength(uint256 length);
    /// @notice Thrown when an origin does not have 1 to 253 bytes.
    error InvalidOriginDomainLength(uint256 length);
    /// @notice Thrown when an origin is not printable ASCII without quotes and backslashes, as browsers
    /// serialize it.
    /// @param position the position of the first byte that is not allowed
    error InvalidOriginDomainCharacter(uint256 position);
    /// @notice Thrown when the coordinates are not those of a point of P-256.
    error InvalidPublicKey(bytes32 x, bytes32 y);
    /// @notice Thrown when the credential is a key of this account already, or is or was a key of another
    /// account.
    /// @param keyOwner the account that the credential belongs to
    error KeyExists(address keyOwner);
    /// @notice Thrown when the calling account has no such key.
    error NotKeyOwner(address account);
    /// @notice Thrown when nobody could sign for the account any more: add another key first, or use the
    /// account's `renounceLastKey`.
    error LastPasskey(address account);
    /// @notice Thrown when the account ran out of gas before it could say whether it has another key: try
    /// again with more.
    error NotEnoughGasToCountKeys(address account);

    /// @notice Adds a key to the calling account.
    /// @dev Called by an account that has the module installed. Reverts if it has not, if the credential is a
    /// key already or was one of another account, and for a malformed id, origin or public key.
    ///
    /// A credential belongs to its first account for good. The caller does not have to prove that they hold
    /// the key. Whoever registers somebody else's credential gains nothing, since that person's passkey would
    /// then sign for them; but that person has to make a new one.
    /// @param credentialId the raw credential id, 16 to 1023 bytes
    /// @param rawPublicKey the affine coordinates x and y of the P-256 public key
    /// @param originDomain the origin of the page that made the key, 1 to 253 bytes
    function addValidationKey(
        bytes calldata credentialId,
        bytes32[2] calldata rawPublicKey,
        string calldata originDomain
    ) external;

    /// @notice Removes a key from the calling account.
    /// @dev Called by the account. Reverts if it has no such key, and if it has no other way left to sign
    /// (see `IKeyHolder`).
    /// @param credentialId the raw credential id
    /// @param domain the origin that the key was registered for
    function removeValidationKey(bytes calldata credentialId, string calldata domain) external;

    /// @notice Returns the public key of one of an account's keys; zero if it has no such key.
    /// @param originDomain the origin that the key was registered for
    /// @param credentialId the raw credential id
    /// @return rawPublicKey the affine coordinates x and y
    function getAccountKey(
        string calldata originDomain,
        bytes calldata credentialId,
        address account
    ) external view returns (bytes32[2] memory rawPublicKey);

    /// @notice Returns the account that a credential is a key of; zero for none. Lets a page find a person's
    /// account at login.
    /// @param originDomain the origin that the key was registered for
    /// @param credentialId the raw credential id
    function registeredAddress(
        string calldata originDomain,
        bytes calldata credentialId
    ) external view returns (address account);

    /// @notice Returns the account that a credential belongs to for good, whose key it is or was; zero if it
    /// never was one.
    /// @param hashedOriginDomain keccak256 of the origin
    /// @param hashedCredentialId keccak256 of the raw credential id
    function credentialOwner(
        bytes32 hashedOriginDomain,
        bytes32 hashedCredentialId
    ) external view returns (address account);

    /// @notice Returns what became of a credential on an account, in the account's present installation of
    /// the module.
    /// @dev Reads only storage keyed by the account, so that other modules may ask while they validate.
    /// @param hashedOriginDomain keccak256 of the origin
    /// @param hashedCredentialId keccak256 of the raw credential id
    /// @return installation a number that changes with each installation and each removal of the module; odd
    /// while the account has it
    /// @return keyUntil the second (Unix time) until which the credential was a key of the account: the
    /// greatest number if it is one, and 0 if it never was
    function credentialHistory(
        bytes32 hashedOriginDomain,
        bytes32 hashedCredentialId,
        address account
    ) external view returns (uint256 installation, uint256 keyUntil);
}

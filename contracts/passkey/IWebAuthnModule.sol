// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IValidationModule} from "../account/modules/IValidationModule.sol";

/// @title Passkeys as keys of an account
/// @notice A key is known by the origin it was made for (`https://auth.example`, scheme and port included) and the
/// credential id its authenticator gave it. An account may have any number, over several origins.
/// A signature is `abi.encode(bytes authenticatorData, string clientDataJSON, bytes32[2] rs, bytes credentialId)`.
interface IWebAuthnModule is IValidationModule {
    /// @dev The account has not installed the module.
    error AccountNotInitialized(address account);
    /// @dev Names a key to be forgotten on uninstalling.
    struct PasskeyId {
        string domain;
        bytes credentialId;
    }

    /// @notice A key can sign for an account from now on.
    event PasskeyCreated(address indexed keyOwner, string originDomain, bytes credentialId);
    /// @notice A key can no longer sign for an account.
    event PasskeyRemoved(address indexed keyOwner, string originDomain, bytes credentialId);
    /// @notice No key that an account had can sign for it any more: it uninstalled the module, or installed it again after
    /// it had dropped it without telling. `PasskeyRemoved` announces those besides that the account listed.
    event AllPasskeysRemoved(address indexed keyOwner);

    /// @dev Not empty, and not `abi.encode(bytes credentialId, bytes32[2] rawPublicKey, string originDomain)`.
    error MalformedInstallData();
    /// @dev A credential id has 16 to 1023 bytes (WebAuthn, section 4, "Credential ID").
    error InvalidCredentialIdLength(uint256 length);
    /// @dev An origin domain has 1 to 253 bytes.
    error InvalidOriginDomainLength(uint256 length);
    /// @dev An origin is printable ASCII without quotes and backslashes, as browsers serialize it.
    error InvalidOriginDomainCharacter(uint256 position);
    /// @dev Not the coordinates of a point of P-256.
    error InvalidPublicKey(bytes32 x, bytes32 y);
    /// @dev The credential is a key of this account already, or belongs to another one, whose key it is or was.
    error KeyExists(address keyOwner);
    /// @dev The caller has no such key.
    error NotKeyOwner(address account);
    /// @dev Nobody could sign for the account any more; `renounceLastKey` of the account is how to want that.
    error LastPasskey(address account);
    /// @dev The gas was not enough for the account to say whether it has another key.
    error NotEnoughGasToCountKeys(address account);

    /// @notice Gives the calling account a key. Reverts if the account does not have the module, if the credential is a
    /// key already or was one of another account, and for a malformed id, domain or public key.
    /// @dev A credential belongs to its first account for good. Nothing proves that the caller holds the key. Who
    /// registers another's credential gains nothing, since the other's passkey would then sign for them; but the other
    /// has to make a new one.
    /// @param credentialId the raw credential id, 16 to 1023 bytes
    /// @param rawPublicKey the affine coordinates x and y of the P-256 public key
    /// @param originDomain the origin of the page that made the key, 1 to 253 bytes
    function addValidationKey(
        bytes calldata credentialId,
        bytes32[2] calldata rawPublicKey,
        string calldata originDomain
    ) external;

    /// @notice Takes a key from the calling account. Reverts if it has no such key, and if the account has no other way
    /// left to sign (see `IKeyHolder`).
    /// @param credentialId the raw credential id
    /// @param domain the origin the key was registered for
    function removeValidationKey(bytes calldata credentialId, string calldata domain) external;

    /// @notice The public key of one of an account's keys; zero if it has no such key.
    /// @param originDomain the origin the key was registered for
    /// @param credentialId the raw credential id
    /// @param account the account
    /// @return rawPublicKey the affine coordinates x and y
    function getAccountKey(
        string calldata originDomain,
        bytes calldata credentialId,
        address account
    ) external view returns (bytes32[2] memory rawPublicKey);

    /// @notice The account a credential is a key of; zero for none. With it a page finds a person's account at login.
    /// @param originDomain the origin the key was registered for
    /// @param credentialId the raw credential id
    function registeredAddress(
        string calldata originDomain,
        bytes calldata credentialId
    ) external view returns (address account);

    /// @notice The account a credential belongs to, for good: whose key it is, or was. Zero if it never was one.
    /// @param hashedOriginDomain keccak256 of the origin
    /// @param hashedCredentialId keccak256 of the raw credential id
    function credentialOwner(
        bytes32 hashedOriginDomain,
        bytes32 hashedCredentialId
    ) external view returns (address account);

    /// @notice What became of a credential on an account, in the account's present installation of the module.
    /// @dev Reads only storage keyed by the account, so that other modules may ask while they validate.
    /// @param hashedOriginDomain keccak256 of the origin
    /// @param hashedCredentialId keccak256 of the raw credential id
    /// @param account the account
    /// @return installation a number that is another after each installation and each removal of the module; odd while
    /// the account has it
    /// @return keyUntil the second (Unix time) until which the credential was a key of the account: the greatest number if
    /// it is one, and 0 if it never was
    function credentialHistory(
        bytes32 hashedOriginDomain,
        bytes32 hashedCredentialId,
        address account
    ) external view returns (uint256 installation, uint256 keyUntil);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IValidationModule} from "../account/modules/IValidationModule.sol";

/// @title Guardians who can give an account a new passkey
/// @notice An account names guardians, each for one origin, by `hashedOriginDomain` = keccak256(origin). A guardian that
/// agreed may start a recovery, which commits to one passkey. The account can discard it. From `REQUEST_DELAY_TIME` to
/// `REQUEST_VALIDITY_TIME` after its start, anyone may send the transaction that finishes it: from the account to the
/// passkey module, a call of `addValidationKey` with exactly that passkey, under the signature
/// `abi.encode(bytes(""), address(this module), bytes(""))`. The module lets the account do nothing else. A recovery ends
/// when its passkey is a key of the account, and not before: whatever fails may be tried again.
interface IGuardianRecoveryModule is IValidationModule {
    /// @dev The account has not installed the module.
    error AccountNotInitialized(address account);
    /// @dev A guardian of an account. `addedAt` is the second (Unix time) at which it was proposed or, once `isReady`,
    /// at which it agreed.
    struct Guardian {
        address addr;
        bool isReady;
        uint64 addedAt;
    }

    /// @dev What a recovery will add: a passkey by the keccak256 of its raw credential id and by the affine coordinates
    /// of its P-256 public key. `timestamp` is the second (Unix time) at which it was initiated.
    struct RecoveryRequest {
        bytes32 hashedCredentialId;
        bytes32[2] rawPublicKey;
        uint256 timestamp;
    }

    /// @notice The account asked `guardian` to guard it.
    event GuardianProposed(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        address indexed guardian
    );
    /// @notice `guardian` agreed, and can recover the account from now on.
    event GuardianAdded(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        address indexed guardian
    );
    /// @notice `guardian` can no longer recover the account, or agree to.
    event GuardianRemoved(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        address indexed guardian
    );
    /// @notice A guardian started a recovery.
    event RecoveryInitiated(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        bytes32 indexed hashedCredentialId,
        address guardian
    );
    /// @notice A recovery's finishing transaction was accepted. Its execution adds the key and so ends the recovery; if it
    /// fails, the recovery goes on, and this may be said again.
    event RecoveryFinished(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        bytes32 indexed hashedCredentialId
    );
    /// @notice A recovery ended without its key: by the account, with its guardian, or replaced when it could not be
    /// finished any more.
    event RecoveryDiscarded(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        bytes32 indexed hashedCredentialId
    );
    /// @notice The account named its first guardian for an origin.
    event HashedOriginDomainEnabledForAccount(address indexed account, bytes32 indexed hashedOriginDomain);
    /// @notice The account has no guardian left for an origin.
    event HashedOriginDomainDisabledForAccount(address indexed account, bytes32 indexed hashedOriginDomain);

    /// @notice An account has no guardians any more, and no recovery: it uninstalled the module, or installed it again after
    /// it had dropped it without telling. No other event announces them one by one.
    event AllGuardiansRemoved(address indexed account);

    /// @dev The address given as the chain's timestamp asserter has no code.
    error NoTimestampAsserter(address timestampAsserter);
    /// @dev The address given as the passkey module has no code.
    error InvalidPasskeyModule(address passkeyModule);
    /// @dev The account has no passkey module, so that a recovered passkey could not sign.
    error PasskeyModuleNotInstalled(address account);

    /// @dev The zero address guards nobody.
    error InvalidGuardian(address guardian);
    /// @dev An account does not guard itself: who can no longer sign for it cannot sign as its guardian either.
    error GuardianCannotBeSelf(address account);
    /// @dev The guardian was proposed before; it may have agreed since.
    error GuardianAlreadyProposed(address account, address guardian);
    /// @dev The account never proposed this guardian, or removed it.
    error GuardianNotProposed(address account, address guardian);
    /// @dev The caller is not a guardian of the account for this origin, or has not agreed yet.
    error NotGuardian(address account, address caller);
    /// @dev The account has no guardian for this origin.
    error UnknownOriginDomain(bytes32 hashedOriginDomain);
    /// @dev No credential id hashes to zero.
    error EmptyCredentialId();
    /// @dev Not the coordinates of a point of P-256.
    error InvalidPublicKey(bytes32 x, bytes32 y);
    /// @dev There is a recovery that can still be finished, until the given second (Unix time).
    error RecoveryInProgress(uint256 until);
    /// @dev The credential is or was a key of another account, whose it stays.
    error CredentialTaken(address keyOwner);
    /// @dev The credential is a key of the account, or was until this very second.
    error CredentialInUse(address account);
    /// @dev There is no recovery for this origin, or none that could be finished any more.
    error NoRecovery(address account, bytes32 hashedOriginDomain);

    /// @dev The transaction is not a call of the passkey module.
    error NotThePasskeyModule(uint256 target);
    /// @dev The transaction carries ETH.
    error ValueNotAllowed(uint256 value);
    /// @dev The call is not `addValidationKey` as `abi.encodeCall` writes it, to the byte.
    error NotAddValidationKey();
    /// @dev The call adds another passkey than the recovery committed to.
    error WrongPasskey(bytes32 hashedCredentialId, bytes32 x, bytes32 y);
    /// @dev The transaction publishes bytecode, which the account would pay for.
    error FactoryDependenciesNotAllowed(uint256 count);
    /// @dev So many finishing transactions were accepted at the account's expense. Others are brought from outside, or paid
    /// for by a paymaster.
    error NoPaidAttemptsLeft(uint256 attempts);
    /// @dev Only the general flow of paymasters is open to a recovery: an approval would spend the account's tokens. Without
    /// a paymaster there is no input for one.
    error PaymasterFlowNotAllowed();

    /// @notice Asks `newGuardian` to guard the calling account for an origin.
    /// @dev Called by the account. Reverts for the zero address, the account itself, a guardian proposed before, and an
    /// account that has not installed the module.
    /// @param hashedOriginDomain keccak256 of the origin, scheme and port included
    /// @param newGuardian an EOA or a smart account
    function proposeGuardian(bytes32 hashedOriginDomain, address newGuardian) external;

    /// @notice Agrees to guard an account.
    /// @dev Called by the guardian. Reverts if the account did not propose it.
    /// @param hashedOriginDomain keccak256 of the origin
    /// @param accountToGuard the account
    /// @return added whether it is a guardian only since this call
    function addGuardian(bytes32 hashedOriginDomain, address accountToGuard) external returns (bool added);

    /// @notice Takes a guardian, or a proposal, back. A recovery that guardian started is discarded.
    /// @dev Called by the account. Reverts if it never proposed that guardian.
    /// @param hashedOriginDomain keccak256 of the origin
    /// @param guardianToRemove the guardian
    function removeGuardian(bytes32 hashedOriginDomain, address guardianToRemove) external;

    /// @notice Starts the recovery of an account: commits to the passkey that will be added to it.
    /// @dev Called by a guardian that agreed. Reverts while another recovery can still be finished, for a malformed
    /// passkey, for a credential that could not be added, and if the account dropped this module or the passkey module.
    /// @param accountToRecover the account
    /// @param hashedCredentialId keccak256 of the passkey's raw credential id
    /// @param rawPublicKey the affine coordinates x and y of its P-256 public key
    /// @param hashedOriginDomain keccak256 of the origin the passkey was made for
    function initRecovery(
        address accountToRecover,
        bytes32 hashedCredentialId,
        bytes32[2] calldata rawPublicKey,
        bytes32 hashedOriginDomain
    ) external;

    /// @notice Ends the recovery of the calling account for an origin.
    /// @dev Called by the account. Reverts if there is none.
    /// @param hashedOriginDomain keccak256 of the origin
    function discardRecovery(bytes32 hashedOriginDomain) external;

    /// @notice The recovery of an account for an origin, as long as it can be finished or is waiting for that; else zero.
    function getPendingRecoveryData(
        bytes32 hashedOriginDomain,
        address account
    ) external view returns (RecoveryRequest memory request);

    /// @notice The guardians of an account for an origin, proposed ones included.
    function guardiansFor(
        bytes32 hashedOriginDomain,
        address account
    ) external view returns (Guardian[] memory guardians);

    /// @notice The accounts that `guardian` agreed to guard for an origin.
    function guardianOf(
        bytes32 hashedOriginDomain,
        address guardian
    ) external view returns (address[] memory accounts);

    /// @notice One guardian of an account for an origin; all zero if it is none.
    /// @return addr the guardian
    /// @return isReady whether it agreed
    /// @return addedAt the second (Unix time) at which it was proposed or, once ready, at which it agreed
    function accountGuardianData(
        bytes32 hashedOriginDomain,
        address account,
        address guardian
    ) external view returns (address addr, bool isReady, uint64 addedAt);

    /// @notice Seconds from a recovery's start to the first at which it can be finished.
    function REQUEST_DELAY_TIME() external view returns (uint256);

    /// @notice Seconds from a recovery's start to the last at which it can be finished.
    function REQUEST_VALIDITY_TIME() external view returns (uint256);

    /// @notice The passkey module that recoveries add keys to.
    function webAuthValidator() external view returns (address);
}

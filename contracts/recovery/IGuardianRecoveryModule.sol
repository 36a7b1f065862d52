// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IValidationModule} from "../account/modules/IValidationModule.sol";

/// @title Guardians who can give an account a new passkey
/// @notice An account names guardians, each for one origin, identified by `hashedOriginDomain` =
/// keccak256(origin). A guardian who agreed may start a recovery, which commits to one passkey. The account
/// can discard it. From `REQUEST_DELAY_TIME` to `REQUEST_VALIDITY_TIME` after its start, anyone may send the
/// transaction that finishes it: a call from the account to the passkey module's `addValidationKey`, with
/// exactly that passkey, and with the signature `abi.encode(bytes(""), address(this module), bytes(""))`. The
/// module lets the account do nothing else. A recovery ends once its passkey is a key of the account, and not
/// before: whatever fails may be tried again.
interface IGuardianRecoveryModule is IValidationModule {
    /// @notice Thrown when the account has not installed the module.
    error AccountNotInitialized(address account);
    /// @notice A guardian of an account. `addedAt` is the second (Unix time) when it was proposed or, once
    /// `isReady`, when it agreed.
    struct Guardian {
        address addr;
        bool isReady;
        uint64 addedAt;
    }

    /// @notice What a recovery will add: a passkey, given by the keccak256 of its raw credential id and by
    /// the affine coordinates of its P-256 public key. `timestamp` is the second (Unix time) when the
    /// recovery started.
    struct RecoveryRequest {
        bytes32 hashedCredentialId;
        bytes32[2] rawPublicKey;
        uint256 timestamp;
    }

    /// @notice Emitted when the account has asked `guardian` to guard it.
    event GuardianProposed(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        address indexed guardian
    );
    /// @notice Emitted when `guardian` has agreed, and can recover the account from now on.
    event GuardianAdded(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        address indexed guardian
    );
    /// @notice Emitted when `guardian` can no longer recover the account, or agree to do so.
    event GuardianRemoved(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        address indexed guardian
    );
    /// @notice Emitted when a guardian has started a recovery.
    event RecoveryInitiated(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        bytes32 indexed hashedCredentialId,
        address guardian
    );
    /// @notice Emitted when a recovery's finishing transaction was accepted. Its execution adds the key and
    /// so ends the recovery; if the execution fails, the recovery goes on, and this may be emitted again.
    event RecoveryFinished(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        bytes32 indexed hashedCredentialId
    );
    /// @notice Emitted when a recovery ended without its key: discarded by the account, together with its
    /// guardian, or replaced when it could not be finished any more.
    event RecoveryDiscarded(
        address indexed account,
        bytes32 indexed hashedOriginDomain,
        bytes32 indexed hashedCredentialId
    );
    /// @notice Emitted when the account has named its first guardian for an origin.
    event HashedOriginDomainEnabledForAccount(address indexed account, bytes32 indexed hashedOriginDomain);
    /// @notice Emitted when the account has no guardian left for an origin.
    event HashedOriginDomainDisabledForAccount(address indexed account, bytes32 indexed hashedOriginDomain);

    /// @notice Emitted when the account has no guardians and no recovery any more, because it uninstalled the
    /// module, or installed it again after unlinking it. No other event announces them one by one.
    event AllGuardiansRemoved(address indexed account);

    /// @notice Thrown when the address given as the chain's timestamp asserter has no code.
    error NoTimestampAsserter(address timestampAsserter);
    /// @notice Thrown when the address given as the passkey module has no code.
    error InvalidPasskeyModule(address passkeyModule);
    /// @notice Thrown when the account does not have the passkey module, without which a recovered passkey
    /// could not sign.
    error PasskeyModuleNotInstalled(address account);

    /// @notice Thrown when the zero address is to be a guardian.
    error InvalidGuardian(address guardian);
    /// @notice Thrown when an account is to guard itself: whoever can no longer sign for it cannot sign as
    /// its guardian either.
    error GuardianCannotBeSelf(address account);
    /// @notice Thrown when the guardian was proposed before, whether or not it has agreed since.
    error GuardianAlreadyProposed(address account, address guardian);
    /// @notice Thrown when the account has never proposed this guardian, or has removed it.
    error GuardianNotProposed(address account, address guardian);
    /// @notice Thrown when the caller is not a guardian of the account for this origin, or has not agreed
    /// yet.
    error NotGuardian(address account, address caller);
    /// @notice Thrown when the account has no guardian for this origin.
    error UnknownOriginDomain(bytes32 hashedOriginDomain);
    /// @notice Thrown when the hash of the credential id is zero, which no credential id hashes to.
    error EmptyCredentialId();
    /// @notice Thrown when the coordinates are not those of a point of P-256.
    error InvalidPublicKey(bytes32 x, bytes32 y);
    /// @notice Thrown when there is a recovery that can still be finished: wait, or let the account discard
    /// it.
    /// @param until the last second (Unix time) at which it can be finished
    error RecoveryInProgress(uint256 until);
    /// @notice Thrown when the credential is or was a key of another account, to which it belongs for good.
    error CredentialTaken(address keyOwner);
    /// @notice Thrown when the credential is a key of the account, or was one until this very second.
    error CredentialInUse(address account);
    /// @notice Thrown when there is no recovery for this origin, or none that can still be finished.
    error NoRecovery(address account, bytes32 hashedOriginDomain);

    /// @notice Thrown when the transaction is not a call of the passkey module.
    error NotThePasskeyModule(uint256 target);
    /// @notice Thrown when the transaction sends ETH, in wei.
    error ValueNotAllowed(uint256 value);
    /// @notice Thrown when the call is not one of `addValidationKey`, encoded to the byte as `abi.encodeCall`
    /// does.
    error NotAddValidationKey();
    /// @notice Thrown when the call adds a passkey other than the one that the recovery committed to.
    error WrongPasskey(bytes32 hashedCredentialId, bytes32 x, bytes32 y);
    /// @notice Thrown when the transaction publishes bytecode, which the account would pay for.
    error FactoryDependenciesNotAllowed(uint256 count);
    /// @notice Thrown when the account has already paid for this many finishing transactions: submit the next
    /// one from outside, or let a paymaster pay for it.
    error NoPaidAttemptsLeft(uint256 attempts);
    /// @notice Thrown when the transaction asks a paymaster for a flow other than the general one, since an
    /// approval would spend the account's tokens; or when it has input for a paymaster, but no paymaster.
    error PaymasterFlowNotAllowed();

    /// @notice Asks `newGuardian` to guard the calling account for an origin.
    /// @dev Called by the account. Reverts for the zero address, the account itself, a guardian proposed
    /// before, and an account that has not installed the module.
    /// @param hashedOriginDomain keccak256 of the origin, scheme and port included
    /// @param newGuardian an EOA or a smart account
    function proposeGuardian(bytes32 hashedOriginDomain, address newGuardian) external;

    /// @notice Agrees to guard an account.
    /// @dev Called by the guardian. Reverts with `GuardianNotProposed` if the account has not proposed it.
    /// @param hashedOriginDomain keccak256 of the origin
    /// @return added whether the caller became a guardian by this call, and was none before
    function addGuardian(bytes32 hashedOriginDomain, address accountToGuard) external returns (bool added);

    /// @notice Removes a guardian, or withdraws a proposal. Discards the recovery that the guardian started,
    /// if there is one.
    /// @dev Called by the account. Reverts with `GuardianNotProposed` if it has not proposed this guardian.
    /// @param hashedOriginDomain keccak256 of the origin
    function removeGuardian(bytes32 hashedOriginDomain, address guardianToRemove) external;

    /// @notice Starts the recovery of an account: commits to the passkey that will be added to it.
    /// @dev Called by a guardian who agreed. Reverts while another recovery can still be finished, for a
    /// malformed passkey, for a credential that could not be added, and if the account has unlinked this
    /// module or the passkey module.
    /// @param hashedCredentialId keccak256 of the passkey's raw credential id
    /// @param rawPublicKey the affine coordinates x and y of its P-256 public key
    /// @param hashedOriginDomain keccak256 of the origin that the passkey was made for
    function initRecovery(
        address accountToRecover,
        bytes32 hashedCredentialId,
        bytes32[2] calldata rawPublicKey,
        bytes32 hashedOriginDomain
    ) external;

    /// @notice Ends the recovery of the calling account for an origin.
    /// @dev Called by the account. Reverts with `NoRecovery` if there is none.
    /// @param hashedOriginDomain keccak256 of the origin
    function discardRecovery(bytes32 hashedOriginDomain) external;

    /// @notice Returns the recovery of an account for an origin while it can be finished or is waiting for
    /// that; otherwise zero.
    function getPendingRecoveryData(
        bytes32 hashedOriginDomain,
        address account
    ) external view returns (RecoveryRequest memory request);

    /// @notice Returns the guardians of an account for an origin, including those that have not agreed yet.
    function guardiansFor(
        bytes32 hashedOriginDomain,
        address account
    ) external view returns (Guardian[] memory guardians);

    /// @notice Returns the accounts that `guardian` has agreed to guard for an origin.
    function guardianOf(
        bytes32 hashedOriginDomain,
        address guardian
    ) external view returns (address[] memory accounts);

    /// @notice Returns one guardian of an account for an origin; all zero if it is none.
    /// @return addr the guardian
    /// @return isReady whether it has agreed
    /// @return addedAt the second (Unix time) when it was proposed or, once ready, when it agreed
    function accountGuardianData(
        bytes32 hashedOriginDomain,
        address account,
        address guardian
    ) external view returns (address addr, bool isReady, uint64 addedAt);

    /// @notice Returns the seconds from a recovery's start to the first second at which it can be finished.
    function REQUEST_DELAY_TIME() external view returns (uint256);

    /// @notice Returns the seconds from a recovery's start to the last second at which it can be finished.
    function REQUEST_VALIDITY_TIME() external view returns (uint256);

    /// @notice Returns the passkey module that recoveries add keys to.
    function webAuthValidator() external view returns (address);
}

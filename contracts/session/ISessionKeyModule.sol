// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IValidationModule} from "../account/modules/IValidationModule.sol";
import {Condition, SessionSpec, SessionState, Status} from "./SessionTypes.sol";

/// @title Sessions: temporary keys that can do only what the account's owner allowed
/// @notice A session is identified by its hash, keccak256(abi.encode(SessionSpec)). The module stores its
/// status and what was used of its limits. The spec itself comes with each transaction, in `validatorData` =
/// `abi.encode(SessionSpec spec, uint64[] periodIds)`.
///
/// The period ids are, in this order: that of the fee limit; that of the value limit of the policy that
/// governs the call; and one for each of that policy's constraints. For a batch, the ids of each call follow
/// in turn. If the account is to approve the paymaster to take a token, the ids for the constraints of the
/// policy that governs this `approve` come right after the id for the (first) call's value; an `approve`
/// sends no value, so it has no id for one. An id is `floor(timestamp / period)` for an allowance and 0 for
/// any other limit. All ids are required even if a paymaster pays; that of the fee limit is then ignored.
///
/// A transaction's signature field is `abi.encode(bytes signature, address module, bytes validatorData)`,
/// strictly encoded like everything in it: superfluous bytes make it invalid.
///
/// The key signs with secp256k1 (65 bytes, r ‖ s ‖ v, over the transaction's hash) or with P-256
/// (`abi.encode(r, s, x, y)` over sha256 of the transaction's hash, s in the lower half of the order).
/// `SessionSpec.signer` is the last 20 bytes of keccak256(x ‖ y) of the public key, on either curve.
///
/// A batch is a transaction to the account itself that calls
/// `execute(bytes32(0x01 << 248), abi.encode(Execution[]))`, strictly encoded, with at most 32 calls, and
/// with a value of 0 or the sum of the calls' values. Each of its calls must satisfy its policy as if it came
/// alone. A session can make no other call to the account.
interface ISessionKeyModule is IValidationModule {
    /// @notice The list of a spec that a policy is in.
    enum PolicyKind {
        Call,
        Transfer
    }

    /// @notice Emitted when an account has opened a session.
    event SessionCreated(address indexed account, bytes32 indexed sessionHash, SessionSpec sessionSpec);
    /// @notice Emitted when an account has closed a session, for good.
    event SessionRevoked(address indexed account, bytes32 indexed sessionHash);
    /// @notice Emitted when all open sessions of an account were closed, for good, because it uninstalled the
    /// module, or installed it again after unlinking it. No `SessionRevoked` announces them one by one.
    event AllSessionsClosed(address indexed account);

    // Refusals of a new session.

    /// @notice Thrown when the caller has not installed the module as a validator.
    error AccountNotInitialized(address account);
    /// @notice Thrown when the address given as the chain's timestamp asserter has no code.
    error NoTimestampAsserter(address timestampAsserter);
    /// @notice Thrown when install data is neither empty nor `abi.encode(SessionSpec)`.
    error MalformedInstallData();
    /// @notice Thrown when a session has no key.
    error ZeroSigner();
    /// @notice Thrown when the key belongs to another session, open or closed, of any account: make a new
    /// key.
    error SignerAlreadyUsed(address signer, bytes32 sessionHash);
    /// @notice Thrown when the account has opened this session before.
    error SessionAlreadyExists(bytes32 sessionHash);
    /// @notice Thrown when the session would expire too soon. Both times are Unix times, in seconds.
    /// @param earliest the first expiry that would do now
    error ExpiresTooSoon(uint256 expiresAt, uint256 earliest);
    /// @notice Thrown when the fee limit is of type `Unlimited`: every session needs a limit on its fees.
    error UnlimitedFees();
    /// @notice Thrown when a session allows nothing.
    error NoPolicies();
    /// @notice Thrown when the target is the account itself, one of its modules or the zero address, or when
    /// a function is a system contract's other than the base token's.
    error TargetBanned(address target);
    /// @notice Thrown when two policies are for the same target and, if they are call policies, the same
    /// selector.
    /// @param index the second policy
    error DuplicatePolicy(PolicyKind kind, uint256 index);
    /// @notice Thrown when the fee limit is an allowance whose period is zero or too short to be of use; in
    /// seconds.
    /// @param shortest the shortest period that would do
    error FeePeriodTooShort(uint256 period, uint256 shortest);
    /// @notice Thrown when a value limit is an allowance whose period is too short, see `FeePeriodTooShort`.
    /// @param index the policy
    error ValuePeriodTooShort(PolicyKind kind, uint256 index, uint256 period, uint256 shortest);
    /// @notice Thrown when a constraint's limit is an allowance whose period is too short, see
    /// `FeePeriodTooShort`.
    error ConstraintPeriodTooShort(uint256 policy, uint256 constraint, uint256 period, uint256 shortest);
    /// @notice Thrown when a call policy has more than 2048 constraints.
    error TooManyConstraints(uint256 policy);
    /// @notice Thrown when a constraint counts uses but does not limit them.
    error CountWithoutLimit(uint256 policy, uint256 constraint);
    /// @notice Thrown when a constraint counts uses and has a condition, which would have no word to be
    /// about.
    error CountWithCondition(uint256 policy, uint256 constraint);
    /// @notice Thrown when a policy for bare transfers has a constraint on an argument: they have none, so
    /// only counts make sense.
    error ConstraintOnBareTransfer(uint256 policy, uint256 constraint);
    /// @notice Thrown when a condition on the order of numbers is met by every word or by none, given its
    /// `refValue`.
    error VoidCondition(uint256 policy, uint256 constraint);

    // Refusals of a transaction.

    /// @notice Thrown when the signature field is not a canonical `abi.encode(bytes, address, bytes)`, or its
    /// last member is not a canonical `abi.encode(SessionSpec, uint64[])`.
    error MalformedValidatorData();
    /// @notice Thrown when the session was never opened by this account, or has been closed.
    error SessionNotActive(bytes32 sessionHash, Status status);
    /// @notice Thrown when a word that should hold an address is above 2^160 - 1.
    error AddressOverflow(uint256 word);
    /// @notice Thrown when the calldata is one to three bytes long, which is neither a call of a function nor
    /// a bare transfer.
    error SelectorTruncated(address target, uint256 length);
    /// @notice Thrown when no call policy is for this target and selector.
    error CallNotAllowed(address target, bytes4 selector);
    /// @notice Thrown when no policy is for bare transfers to this target.
    error TransferNotAllowed(address target);
    /// @notice Thrown when the call's value is above the policy's `maxValuePerUse`. Both amounts are in wei.
    error MaxValuePerUseExceeded(PolicyKind kind, uint256 index, uint256 asked, uint256 max);
    /// @notice Thrown when the call's value is above what is left of the policy's value limit. Both amounts
    /// are in wei.
    error ValueLimitExceeded(PolicyKind kind, uint256 index, uint256 asked, uint256 left);
    /// @notice Thrown when the calldata ends before the word that a constraint is about.
    error ArgumentMissing(uint256 policy, uint256 constraint, uint256 calldataLength);
    /// @notice Thrown when an argument does not meet a constraint's condition.
    error ConditionFailed(
        uint256 policy,
        uint256 constraint,
        bytes32 argument,
        Condition condition,
        bytes32 refValue
    );
    /// @notice Thrown when an argument is above what is left of a constraint's limit, in the argument's unit.
    error ArgumentLimitExceeded(uint256 policy, uint256 constraint, uint256 asked, uint256 left);
    /// @notice Thrown when a constraint that counts uses has none left.
    error UseLimitExceeded(uint256 policy, uint256 constraint, uint256 left);
    /// @notice Thrown when the most that the transaction can cost is above what is left of the fee limit.
    /// Both are in wei.
    error FeeLimitExceeded(uint256 asked, uint256 left);
    /// @notice Thrown when `validatorData` carries `given` period ids, but the transaction needs `needed`.
    error WrongNumberOfPeriodIds(uint256 given, uint256 needed);
    /// @notice Thrown when the period id is above 2^64 - 1, or is not zero although its limit is not an
    /// allowance.
    /// @param position the id's position in `periodIds`
    error UnexpectedPeriodId(uint256 position, uint256 periodId);
    /// @notice Thrown when no second is in all periods that the ids name and before the session's end. Unix
    /// times.
    error EmptyTimeWindow(uint256 start, uint256 end);
    /// @notice Thrown when a call of the account's `execute` is not the ABI's strict encoding of a batch.
    error MalformedBatch();
    /// @notice Thrown when a call of the account's `execute` has a mode other than that of a batch that fails
    /// as a whole: 0x01 followed by 31 zero bytes.
    error ExecutionModeNotAllowed(bytes32 mode);
    /// @notice Thrown when a batch has no calls.
    error EmptyBatch();
    /// @notice Thrown when a batch has more than `max` calls, so that checking it might cost more than a
    /// sequencer allows.
    error TooManyCalls(uint256 calls, uint256 max);
    /// @notice Thrown when the transaction's value is neither 0 nor the sum of its calls' values. Both are in
    /// wei.
    error BatchValueMismatch(uint256 sum, uint256 value);
    /// @notice Thrown when the paymaster's input is shorter than its flow needs. Both lengths are in bytes.
    error PaymasterInputTooShort(uint256 length, uint256 needed);
    /// @notice Thrown when the paymaster's input is neither of the protocol's two flows.
    error UnknownPaymasterFlow(bytes4 flow);

    /// @notice Opens a session on the calling account, which must have this module installed as a validator.
    /// @dev Called by the account. Reverts for a spec that contradicts itself, allows nothing, or allows what
    /// no session may: unlimited fees; a target that is zero, the account or one of its modules; a
    /// function of a system contract other than the base token's; an expiry not more than 60 s away; a signer that anyone used before; a
    /// session that was opened before.
    ///
    /// A signer does not have to prove itself. Somebody who sees this call before it is included could
    /// therefore use the signer up first; the session then fails to open, and it takes no more than a new key
    /// to try again.
    /// @param spec what the session's key may do
    function createSession(SessionSpec calldata spec) external;

    /// @notice Closes a session of the calling account, for good.
    /// @dev Called by the account. Reverts with `SessionNotActive` unless the session is active.
    function revokeKey(bytes32 sessionHash) external;

    /// @notice Closes several sessions of the calling account, for good.
    /// @dev Called by the account. Reverts with `SessionNotActive` unless all of them are active.
    function revokeKeys(bytes32[] calldata sessionHashes) external;

    /// @notice Returns the status of a session. One that has expired, but was not closed, is still `Active`.
    function sessionStatus(address account, bytes32 sessionHash) external view returns (Status status);

    /// @notice Returns what is left of each of a session's limits now. Unlimited ones have
    /// `type(uint256).max` left.
    function sessionState(
        address account,
        SessionSpec calldata spec
    ) external view returns (SessionState memory state);

    /// @notice Returns the session that a key was given to.
    /// @param signer the key's address
    /// @return sessionHash the hash of its one session; zero for a key that was never used
    function sessionSigner(address signer) external view returns (bytes32 sessionHash);

    /// @notice Returns whether an account has installed this module and not uninstalled it since.
    /// @dev Does not know of an account that has unlinked the module.
    function isInitialized(address account) external view returns (bool initialized);
}

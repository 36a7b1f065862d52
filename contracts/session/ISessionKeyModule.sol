// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IValidationModule} from "../account/modules/IValidationModule.sol";
import {Condition, SessionSpec, SessionState, Status} from "./SessionTypes.sol";

/// @title Sessions: temporary keys that can do only what the account's owner allowed
/// @notice A session is known by its hash, keccak256(abi.encode(SessionSpec)). The module stores its status and what was
/// used of its limits; the spec itself comes with each transaction, as `validatorData` =
/// `abi.encode(SessionSpec spec, uint64[] periodIds)`. The period ids are those of the fee limit, of the value limit of
/// the policy that governs the call, and of each of that policy's constraints in order; for a batch, of each call's
/// policy in turn. If the paymaster is approved to take a token, those of the constraints of the policy that governs this
/// `approve` stand after that of the (first) call's value; no value goes with an `approve`, so that it has none for one.
/// Each is `floor(timestamp / period)` for an allowance and 0 otherwise. All are there also if a paymaster pays; that of the
/// fee limit is of no concern then.
///
/// A transaction's signature field is `abi.encode(bytes signature, address module, bytes validatorData)`, strictly encoded
/// as everything in it is: bytes that nothing needs make it invalid.
///
/// The key signs by secp256k1 (65 bytes, r ‖ s ‖ v, over the transaction's hash) or by P-256 (`abi.encode(r, s, x, y)`
/// over sha256 of the transaction's hash, s in the lower half of the order); `SessionSpec.signer` is the last 20 bytes of
/// keccak256(x ‖ y) of either public key.
///
/// A batch is a transaction to the account itself that calls `execute(bytes32(0x01 << 248), abi.encode(Execution[]))`,
/// strictly encoded, of 32 calls at most, and with a value of 0 or of all calls together. Each of its calls is held to its
/// policy as if it came alone. No other call of the account is open to a session.
interface ISessionKeyModule is IValidationModule {
    /// @dev Which list of a spec a policy stands in.
    enum PolicyKind {
        Call,
        Transfer
    }

    /// @notice A session was opened.
    event SessionCreated(address indexed account, bytes32 indexed sessionHash, SessionSpec sessionSpec);
    /// @notice A session was closed by its account, for good.
    event SessionRevoked(address indexed account, bytes32 indexed sessionHash);
    /// @notice All sessions of an account that were open are closed, for good: it uninstalled the module, or installed it
    /// again after it had dropped it without telling. No `SessionRevoked` announces them one by one.
    event AllSessionsClosed(address indexed account);

    // Refusals of a new session.

    /// @dev The caller has not installed the module as a validator.
    error AccountNotInitialized(address account);
    /// @dev The address given as the chain's timestamp asserter has no code.
    error NoTimestampAsserter(address timestampAsserter);
    /// @dev Install data is neither empty nor `abi.encode(SessionSpec)`.
    error MalformedInstallData();
    error ZeroSigner();
    /// @dev A key serves one session, of one account, ever.
    error SignerAlreadyUsed(address signer, bytes32 sessionHash);
    error SessionAlreadyExists(bytes32 sessionHash);
    /// @dev `earliest` is the first expiry that would do now. Both are Unix times.
    error ExpiresTooSoon(uint256 expiresAt, uint256 earliest);
    error UnlimitedFees();
    error NoPolicies();
    /// @dev The account itself, one of its modules, a system contract or the zero address.
    error TargetBanned(address target);
    /// @dev The second of two policies for one thing.
    error DuplicatePolicy(PolicyKind kind, uint256 index);
    /// @dev An allowance whose period (seconds) is zero or too short to be of use; `shortest` would do. Of the fee limit.
    error FeePeriodTooShort(uint256 period, uint256 shortest);
    /// @dev The same of a policy's value limit.
    error ValuePeriodTooShort(PolicyKind kind, uint256 index, uint256 period, uint256 shortest);
    /// @dev The same of a constraint.
    error ConstraintPeriodTooShort(uint256 policy, uint256 constraint, uint256 period, uint256 shortest);
    /// @dev A call policy with more than 2048 constraints.
    error TooManyConstraints(uint256 policy);
    /// @dev A constraint that counts uses, but has no limit.
    error CountWithoutLimit(uint256 policy, uint256 constraint);
    /// @dev A constraint that counts uses has no word a condition could be about.
    error CountWithCondition(uint256 policy, uint256 constraint);
    /// @dev A bare transfer has no arguments; only a count makes sense.
    error ConstraintOnBareTransfer(uint256 policy, uint256 constraint);
    /// @dev An ordered condition that every word meets, or none, for want of a value to compare with.
    error VoidCondition(uint256 policy, uint256 constraint);

    // Refusals of a transaction.

    /// @dev The signature field is no canonical `abi.encode(bytes, address, bytes)`, or its last member is no canonical
    /// `abi.encode(SessionSpec, uint64[])`.
    error MalformedValidatorData();
    error SessionNotActive(bytes32 sessionHash, Status status);
    /// @dev A word that should hold an address is above 2^160 - 1.
    error AddressOverflow(uint256 word);
    /// @dev Calldata of one to three bytes.
    error SelectorTruncated(address target, uint256 length);
    error CallNotAllowed(address target, bytes4 selector);
    error TransferNotAllowed(address target);
    error MaxValuePerUseExceeded(PolicyKind kind, uint256 index, uint256 asked, uint256 max);
    error ValueLimitExceeded(PolicyKind kind, uint256 index, uint256 asked, uint256 left);
    /// @dev The calldata ends before the word a constraint is about.
    error ArgumentMissing(uint256 policy, uint256 constraint, uint256 calldataLength);
    error ConditionFailed(
        uint256 policy,
        uint256 constraint,
        bytes32 argument,
        Condition condition,
        bytes32 refValue
    );
    error ArgumentLimitExceeded(uint256 policy, uint256 constraint, uint256 asked, uint256 left);
    /// @dev A count of uses is spent.
    error UseLimitExceeded(uint256 policy, uint256 constraint, uint256 left);
    error FeeLimitExceeded(uint256 asked, uint256 left);
    /// @dev `validatorData` carries `given` period ids, the transaction needs `needed`.
    error WrongNumberOfPeriodIds(uint256 given, uint256 needed);
    /// @dev Period id number `position` is not zero, but its limit is no allowance; or it is above 2^64 - 1.
    error UnexpectedPeriodId(uint256 position, uint256 periodId);
    /// @dev No second is in all the named periods and before the session's end.
    error EmptyTimeWindow(uint256 start, uint256 end);
    /// @dev A call of the account's `execute` that is not the ABI's strict encoding of a batch.
    error MalformedBatch();
    /// @dev A call of the account's `execute` that is not the batch that fails as a whole, 0x01 and 31 zero bytes.
    error ExecutionModeNotAllowed(bytes32 mode);
    error EmptyBatch();
    /// @dev A batch has at most `max` calls, so that checking it is sure to cost less than a sequencer lets it.
    error TooManyCalls(uint256 calls, uint256 max);
    /// @dev The transaction's value is neither 0 nor the sum of its calls' values. (Wei)
    error BatchValueMismatch(uint256 sum, uint256 value);
    error PaymasterInputTooShort(uint256 length, uint256 needed);
    error UnknownPaymasterFlow(bytes4 flow);

    /// @notice Opens a session on the calling account, which must have this module installed as a validator.
    /// @dev Reverts for a spec that contradicts itself, allows nothing, or allows what no session may: unlimited fees,
    /// a target that is the account, one of its modules, a contract of the system (`CallSpec`) or zero, an expiry that
    /// is not more than 60 s away, a signer that was used before by anyone, a session that was opened before.
    /// A signer is not asked to prove itself, so somebody who sees a session on its way could use up the signer first;
    /// the session then fails to open and a new key is all it takes to try again.
    /// @param spec what the session's key may do
    function createSession(SessionSpec calldata spec) external;

    /// @notice Closes a session of the calling account, for good. Reverts unless it is active.
    /// @param sessionHash the session
    function revokeKey(bytes32 sessionHash) external;

    /// @notice Closes several sessions of the calling account, for good. Reverts unless all are active.
    /// @param sessionHashes the sessions
    function revokeKeys(bytes32[] calldata sessionHashes) external;

    /// @notice Where a session stands. One that has expired, but was not closed, is still `Active`.
    /// @param account the account whose session it is
    /// @param sessionHash the session
    function sessionStatus(address account, bytes32 sessionHash) external view returns (Status status);

    /// @notice What is left of each limit of a session, now. Unlimited ones have `type(uint256).max` left.
    /// @param account the account whose session it is
    /// @param spec the session's spec
    function sessionState(
        address account,
        SessionSpec calldata spec
    ) external view returns (SessionState memory state);

    /// @notice The session a key was given to.
    /// @param signer the key's address
    /// @return sessionHash the hash of its one session; zero for a key never used
    function sessionSigner(address signer) external view returns (bytes32 sessionHash);

    /// @notice Whether an account has installed this module and not uninstalled it since.
    /// @param account the account
    function isInitialized(address account) external view returns (bool initialized);
}

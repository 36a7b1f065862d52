// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579Module,
    IERC7579ModuleConfig,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {
    MAX_SYSTEM_CONTRACT_ADDRESS,
    BASE_TOKEN_SYSTEM_CONTRACT
} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IModuleRegistry} from "../account/modules/IModuleRegistry.sol";
import {ISessionKeyModule} from "./ISessionKeyModule.sol";
import {ITimestampAsserter} from "../utils/ITimestampAsserter.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";
import {PaymasterInput} from "./PaymasterInput.sol";
import {SessionAddress} from "./SessionAddress.sol";
import {SessionBatch} from "./SessionBatch.sol";
import {SessionCalldata} from "./SessionCalldata.sol";
import {SessionCheck} from "./SessionCheck.sol";
import {SessionEnvelope} from "./SessionEnvelope.sol";
import {InlineLimit} from "./InlineLimit.sol";
import {SessionMeter} from "./SessionMeter.sol";
import {SessionProgress} from "./SessionProgress.sol";
import {SessionReading} from "./SessionReading.sol";
import {SessionRecord, SessionRecords} from "./SessionRecord.sol";
import {LimitId} from "./LimitId.sol";
import {SessionSignature} from "./SessionSignature.sol";
import {SessionSpecValidation} from "./SessionSpecValidation.sol";
import {SessionStorage} from "./SessionStorage.sol";
import {SessionTargets} from "./SessionTargets.sol";
import {CallSpec, SessionSpec, SessionState, Status, TransferSpec, UsageLimit} from "./SessionTypes.sol";
import {TransactionOnlyValidator} from "../utils/TransactionOnlyValidator.sol";

/// @title Validates transactions signed by session keys
/// @notice One deployment serves all accounts of a chain. Everything that a session does not allow is
/// refused.
/// @dev Checks these rules for a session transaction, in this order:
/// 1. Its signature field is strictly encoded, and the spec in it hashes to an active session of the calling
///    account.
/// 2. The `approve` that its paymaster asks for, if any, and then its call, or each call of its batch, pass
///    `SessionCheck`.
/// 3. None of their targets is a module of the account, which is asked once.
/// 4. Without a paymaster, the most it can cost, `maxFeePerGas * gasLimit`, fits into the fee limit.
/// 5. It comes with one period id for each limit that it touches, and no more.
/// 6. The clock is in all those periods and not past the expiry: one call of the chain's timestamp asserter.
/// 7. The session's key signed it. Only a failure of this rule is answered with `false`; any other reverts.
///
/// What was used is counted in memory, and written once all rules have passed.
contract SessionKeyModule is ISessionKeyModule, TransactionOnlyValidator {
    using SessionCalldata for SessionSpec;
    using SessionCheck for SessionProgress;
    using SessionMeter for SessionProgress;
    using SessionTargets for SessionProgress;
    using SessionStorage for SessionStorage.AccountEntry;

    /// @dev A session has to expire more than this many seconds after it was opened: sequencers refuse
    /// transactions whose time window ends within a minute, so a shorter session would be of no use.
    uint256 private constant MIN_LIFETIME = 60;

    /// @notice Fixes the chain's timestamp asserter. Reverts with `NoTimestampAsserter` if it has no code.
    /// @param timestampAsserter the chain's timestamp asserter
    constructor(address timestampAsserter) {
        if (timestampAsserter.code.length == 0) revert NoTimestampAsserter(timestampAsserter);
        SessionStorage.layout().timestampAsserter = timestampAsserter;
    }

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account. `data` is empty, or `abi.encode(SessionSpec)` of a first session to open,
    /// for which the account must have recorded the module already. Installing starts afresh: sessions of an
    /// earlier installation stay closed, even if the account unlinked the module. That holds for any call by
    /// the account: one outside an installation closes the account's sessions, and opens none that
    /// `createSession` would not open. Reverts with `MalformedInstallData`, or as `createSession` does.
    function onInstall(bytes calldata data) external {
        SessionStorage.Layout storage $ = SessionStorage.layout();
        SessionStorage.AccountEntry storage entry = $.accounts[msg.sender];
        // Read and written side by side, so that the slot is read once and written once.
        (address untold, uint16 installation) = (entry.timestampAsserter, entry.installation);
        (entry.timestampAsserter, entry.installation) = ($.timestampAsserter, installation + 1);
        if (untold != address(0)) emit AllSessionsClosed(msg.sender);
        if (data.length == 0) return;
        if (data.length < 32 || uint256(bytes32(data)) != 32) revert MalformedInstallData();
        // Same as abi.decode(data, (SessionSpec)), left in calldata, which Solidity cannot do: the compiler
        // checks the range of members as they are read, and what is read is also what is hashed and
        // announced.
        SessionSpec calldata spec;
        assembly ("memory-safe") {
            spec := add(data.offset, 32)
        }
        _createSession(spec);
    }

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account; `data` is ignored. Closes all sessions of the account at once, however
    /// many there are, and never fails.
    function onUninstall(bytes calldata) external {
        SessionStorage.AccountEntry storage entry = SessionStorage.layout().accounts[msg.sender];
        if (entry.timestampAsserter == address(0)) return;
        entry.timestampAsserter = address(0);
        emit AllSessionsClosed(msg.sender);
    }

    /// @inheritdoc ISessionKeyModule
    function createSession(SessionSpec calldata spec) external {
        _createSession(spec);
    }

    /// @inheritdoc ISessionKeyModule
    function revokeKey(bytes32 sessionHash) external {
        _revoke(sessionHash);
    }

    /// @inheritdoc ISessionKeyModule
    function revokeKeys(bytes32[] calldata sessionHashes) external {
        for (uint256 i; i < sessionHashes.length; ++i) _revoke(sessionHashes[i]);
    }

    /// @inheritdoc IValidationModule
    /// @dev Called by the account. With a wrong signature it does the same work and returns `false`, so that
    /// gas can be estimated with a stub. What it counted is then void: the caller must drop a transaction
    /// that is not answered with `true`, together with all its effects, as the bootloader does.
    function validateTransaction(
        bytes32 signedHash,
        Transaction calldata transaction
    ) external returns (bool authentic) {
        // Rule 1. Nothing is concluded from the spec before its session is known to be active.
        (bytes calldata signature, bytes calldata data) = SessionEnvelope.open(transaction.signature);
        (SessionSpec calldata spec, uint64[] calldata periodIds, bytes32 sessionHash) = SessionEnvelope
            .decode(data);
        SessionStorage.Layout storage $ = SessionStorage.layout();
        (address timestampAsserter, uint16 installation) = $.accounts[msg.sender].current();
        SessionStorage.SessionEntry storage session = $.sessions[sessionHash][msg.sender];
        SessionRecord before = session.record;
        if (!before.isActive(installation)) revert SessionNotActive(sessionHash, before.status(installation));

        SessionProgress memory progress;
        (progress.sessionHash, progress.record, progress.windowEnd) = (sessionHash, before, spec.expiresAt);
        (progress.idsStart, progress.idsEnd) = SessionCalldata.bounds(periodIds);
        progress.nextId = progress.idsStart;
        // Rule 7 is evaluated early but answered last, so that a stub takes the same path as a signature.
        authentic = SessionSignature.signerOf(signedHash, signature) == spec.key();
        if (transaction.from != uint160(msg.sender)) authentic = false;
        // Rules 2 to 5, then 6.
        _checkTransaction(progress, spec, transaction, authentic);
        _assertTime(progress, spec.expiresAt, timestampAsserter, authentic);
        progress.settle();
        // A transaction that counts nothing in the record leaves the slot alone.
        if (SessionRecord.unwrap(progress.record) != SessionRecord.unwrap(before))
            session.record = progress.record;
    }

    /// @inheritdoc ISessionKeyModule
    function sessionStatus(address account, bytes32 sessionHash) public view returns (Status status) {
        SessionStorage.Layout storage $ = SessionStorage.layout();
        (, uint16 installation) = $.accounts[account].current();
        return $.sessions[sessionHash][account].record.status(installation);
    }

    /// @inheritdoc ISessionKeyModule
    /// @dev Reads the clock, to know the present period of each allowance.
    function sessionState(
        address account,
        SessionSpec calldata spec
    ) external view returns (SessionState memory state) {
        SessionReading.Subject memory subject;
        subject.sessionHash = keccak256(abi.encode(spec));
        subject.account = account;
        subject.record = SessionStorage.layout().sessions[subject.sessionHash][account].record;
        state = SessionReading.read(subject, spec);
        state.status = sessionStatus(account, subject.sessionHash);
    }

    /// @inheritdoc ISessionKeyModule
    function sessionSigner(address signer) external view returns (bytes32 sessionHash) {
        return SessionStorage.layout().signers[signer];
    }

    /// @inheritdoc ISessionKeyModule
    function isInitialized(address account) external view returns (bool initialized) {
        return SessionStorage.layout().accounts[account].timestampAsserter != address(0);
    }

    /// @inheritdoc IERC165
    function supportsInterface(
        bytes4 interfaceId
    ) public pure override(IERC165, TransactionOnlyValidator) returns (bool) {
        return super.supportsInterface(interfaceId) || interfaceId == type(ISessionKeyModule).interfaceId;
    }

    /// @dev Checks rules 2 to 5 in the contract's description.
    /// @param progress the state of the check, in which everything is counted
    /// @param authentic whether the session's key signed the transaction
    function _checkTransaction(
        SessionProgress memory progress,
        SessionSpec calldata spec,
        Transaction calldata transaction,
        bool authentic
    ) private view {
        // The fee's period id comes first, although the fee is counted last. If a paymaster pays, the id is
        // ignored.
        uint256 feeId = progress.takeIds(1);
        bool paysFee = transaction.paymaster == 0;
        address target = SessionAddress.narrow(transaction.to);
        // A batch lists its targets and those of an `approve`; a plain call needs a list only if there is an
        // `approve`.
        if (target == msg.sender) {
            progress.reserve(SessionBatch.MAX_CALLS + 1);
            if (!paysFee) _checkPaymaster(progress, spec, transaction);
            progress.checkBatch(spec, transaction.value, transaction.data);
        } else {
            if (!paysFee) _checkPaymaster(progress, spec, transaction);
            progress.check(spec, target, transaction.value, transaction.data);
        }
        // Rule 3, with the cheaper question if there is only one target.
        if (progress.targets == 0) SessionTargets.requireForeign(target);
        else progress.requireForeign();
        // Rules 4 and 5.
        if (paysFee) _spendFee(progress, spec.feeLimit, feeId, transaction, authentic);
        progress.requireAllTaken();
    }

    /// @dev Counts the most that the transaction can cost. Gas is estimated with a stub signature and, to
    /// begin with, far more gas than will be needed; that must not fail on the fee limit. So this reverts
    /// only for a transaction that the session's key signed. For a stub, whose transaction will be dropped,
    /// no more is counted than is left.
    /// @param place where in the calldata the limit's period id is
    /// @param authentic whether the session's key signed the transaction
    function _spendFee(
        SessionProgress memory progress,
        UsageLimit calldata limit,
        uint256 place,
        Transaction calldata transaction,
        bool authentic
    ) private view {
        uint256 fee = Math.saturatingMul(transaction.maxFeePerGas, transaction.gasLimit);
        (bool fits, uint256 left) = progress.spend(LimitId.FEE, limit, place, fee);
        if (fits) return;
        if (authentic) revert FeeLimitExceeded(fee, left);
        progress.spend(LimitId.FEE, limit, place, left);
    }

    /// @dev Checks what the paymaster makes the account do. In the approval-based flow the account will
    /// approve the paymaster, which for the session is a call like any other. It comes first, but its period
    /// ids come after that of the first call's value.
    function _checkPaymaster(
        SessionProgress memory progress,
        SessionSpec calldata spec,
        Transaction calldata transaction
    ) private view {
        (bool approves, address token, uint256 amount) = PaymasterInput.decode(transaction.paymasterInput);
        if (!approves) return;
        if (progress.targets == 0) progress.reserve(2);
        progress.checkApprove(spec, token, SessionAddress.narrow(transaction.paymaster), amount);
    }

    /// @dev Reverts if the chain's clock is outside the window. The period ids that come with a stub
    /// signature may be those of another clock than the chain's and are accepted, since the answer will be
    /// `false` anyway; only the expiry is asserted for it.
    /// @param expiresAt the session's last second (Unix time)
    /// @param authentic whether the session's key signed the transaction
    function _assertTime(
        SessionProgress memory progress,
        uint256 expiresAt,
        address timestampAsserter,
        bool authentic
    ) private view {
        (uint256 start, uint256 end) = authentic
            ? (progress.windowStart, progress.windowEnd)
            : (0, expiresAt);
        if (start > end) revert EmptyTimeWindow(start, end);
        bytes4 selector = ITimestampAsserter.assertTimestampInRange.selector;
        // Same as ITimestampAsserter(timestampAsserter).assertTimestampInRange(start, end), without checking
        // first that it has code: the constructor did, and on this chain code does not go away. Saves 272 gas
        // of `validateSessionTransferNext`.
        assembly ("memory-safe") {
            let scratch := mload(0x40)
            mstore(scratch, selector)
            mstore(add(scratch, 0x04), start)
            mstore(add(scratch, 0x24), end)
            if iszero(staticcall(gas(), timestampAsserter, scratch, 0x44, 0x00, 0x00)) {
                returndatacopy(scratch, 0x00, returndatasize())
                revert(scratch, returndatasize())
            }
        }
    }

    /// @dev Opens a session of the calling account. Checks again, with the account, that the module is
    /// installed: the account may have unlinked it.
    function _createSession(SessionSpec calldata spec) private {
        SessionStorage.Layout storage $ = SessionStorage.layout();
        (, uint16 installation) = $.accounts[msg.sender].current();
        if (
            installation == 0 ||
            msg.sender.code.length == 0 ||
            !IERC7579ModuleConfig(msg.sender).isModuleInstalled(MODULE_TYPE_VALIDATOR, address(this), "")
        ) revert AccountNotInitialized(msg.sender);

        SessionSpecValidation.check(spec);
        _checkTargets(spec);
        // Creation is not part of validation, so it may read the clock.
        uint256 earliest = block.timestamp + MIN_LIFETIME + 1;
        if (spec.expiresAt < earliest) revert ExpiresTooSoon(spec.expiresAt, earliest);
        bytes memory encoded = abi.encode(spec);
        bytes32 sessionHash = keccak256(encoded);
        SessionStorage.SessionEntry storage session = $.sessions[sessionHash][msg.sender];
        // A record is never deleted, so a closed session cannot be opened again.
        if (SessionRecord.unwrap(session.record) != 0) revert SessionAlreadyExists(sessionHash);
        if ($.signers[spec.signer] != 0) revert SignerAlreadyUsed(spec.signer, $.signers[spec.signer]);

        session.record = SessionRecords.opened(installation, InlineLimit.choose(spec));
        $.signers[spec.signer] = sessionHash;
        _announceSession(sessionHash, encoded);
    }

    /// @dev Same as `emit SessionCreated(msg.sender, sessionHash, spec)`, which would encode the spec a
    /// second time. Saves 1,239 gas of `initialize`.
    /// @param encoded `abi.encode(spec)`
    function _announceSession(bytes32 sessionHash, bytes memory encoded) private {
        bytes32 topic = SessionCreated.selector;
        assembly ("memory-safe") {
            log3(add(encoded, 0x20), mload(encoded), topic, caller(), sessionHash)
        }
    }

    /// @dev Refuses targets that no session may have. Modules are looked for again in each transaction; the
    /// rest cannot change. System contracts act on behalf of the protocol (deploying, nonces, messages to
    /// L1), so calls to them are left to the owner. The exception is the base token, where the only call open
    /// to an account, a withdrawal to L1, is one of plain value that policies can limit.
    function _checkTargets(SessionSpec calldata spec) private view {
        CallSpec[] calldata calls = spec.callPolicies;
        for (uint256 i; i < calls.length; ++i) {
            address target = calls[i].target;
            bool isSystem =
                uint160(target) <= MAX_SYSTEM_CONTRACT_ADDRESS &&
                    target != address(BASE_TOKEN_SYSTEM_CONTRACT);
            if (isSystem && calls[i].selector != 0) revert TargetBanned(target);
            _checkForeign(target);
        }
        TransferSpec[] calldata transfers = spec.transferPolicies;
        for (uint256 i; i < transfers.length; ++i) _checkForeign(transfers[i].target);
    }

    /// @dev Refuses zero, the account itself and its modules.
    function _checkForeign(address target) private view {
        if (target == address(0) || target == msg.sender || IModuleRegistry(msg.sender).isModule(target))
            revert TargetBanned(target);
    }

    /// @dev Closes a session of the calling account. Its record stays, so that it can never be opened again.
    function _revoke(bytes32 sessionHash) private {
        SessionStorage.Layout storage $ = SessionStorage.layout();
        SessionStorage.SessionEntry storage session = $.sessions[sessionHash][msg.sender];
        (, uint16 installation) = $.accounts[msg.sender].current();
        Status status = session.record.status(installation);
        if (status != Status.Active) revert SessionNotActive(sessionHash, status);
        session.record = session.record.closed();
        emit SessionRevoked(msg.sender, sessionHash);
    }
}

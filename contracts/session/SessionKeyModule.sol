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

/// @title The session key module
/// @notice One deployment serves all accounts of a chain. Everything a session is not allowed is refused.
/// @dev The rules a session transaction goes by, in order:
/// 1. Its signature field is strictly encoded, and the spec in it hashes to an active session of the calling account.
/// 2. The `approve` its paymaster asks for if it does, then its call, or all calls of its batch, each pass `SessionCheck`.
/// 3. No target of theirs is a module of the account, which is asked once.
/// 4. Without a paymaster, `maxFeePerGas * gasLimit`, the most it can cost, fits into the fee limit.
/// 5. It comes with one period id for each limit it touched, and no more.
/// 6. The clock is in all those periods and not past the expiry: one call of the chain's timestamp asserter.
/// 7. The transaction is signed by the session's key. That alone is answered with `false`; anything else reverts.
/// What was used is counted in memory, and written once all of it has passed.
contract SessionKeyModule is ISessionKeyModule, TransactionOnlyValidator {
    using SessionCalldata for SessionSpec;
    using SessionCheck for SessionProgress;
    using SessionMeter for SessionProgress;
    using SessionTargets for SessionProgress;
    using SessionStorage for SessionStorage.AccountEntry;

    /// @dev A session expires at least this many seconds after it was opened, exclusively: sequencers refuse
    /// transactions whose time window ends within a minute, so that a shorter session would be of no use.
    uint256 private constant MIN_LIFETIME = 60;

    /// @param timestampAsserter the chain's timestamp asserter
    constructor(address timestampAsserter) {
        if (timestampAsserter.code.length == 0) revert NoTimestampAsserter(timestampAsserter);
        SessionStorage.layout().timestampAsserter = timestampAsserter;
    }

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account. `data` is empty, or `abi.encode(SessionSpec)` of a first session to open, for which
    /// the account must have recorded the module by now. Installing begins anew: sessions of an earlier installation
    /// stay closed, even if the account dropped the module without telling it. That holds for any call of the account, so
    /// that one outside an installation closes sessions and opens none that `createSession` would not.
    function onInstall(bytes calldata data) external {
        SessionStorage.Layout storage $ = SessionStorage.layout();
        SessionStorage.AccountEntry storage entry = $.accounts[msg.sender];
        // Read and written side by side, so that the slot is read once and written once.
        (address untold, uint16 installation) = (entry.timestampAsserter, entry.installation);
        (entry.timestampAsserter, entry.installation) = ($.timestampAsserter, installation + 1);
        if (untold != address(0)) emit AllSessionsClosed(msg.sender);
        if (data.length == 0) return;
        if (data.length < 32 || uint256(bytes32(data)) != 32) revert MalformedInstallData();
        // Same as abi.decode(data, (SessionSpec)), left in calldata: members are range-checked as they are read, and
        // what was read is what gets hashed and announced.
        SessionSpec calldata spec;
        assembly ("memory-safe") {
            spec := add(data.offset, 32)
        }
        _createSession(spec);
    }

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account; `data` is ignored. Closes all the account's sessions at once, however many, and
    /// never fails.
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
    /// @dev With a wrong signature it does the same work and answers `false`, so that gas can be estimated with a stub.
    /// What it counted then is void: a transaction that is not answered `true` must be dropped with all its effects, as
    /// the bootloader does.
    function validateTransaction(
        bytes32 signedHash,
        Transaction calldata transaction
    ) external returns (bool authentic) {
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
        authentic = SessionSignature.signerOf(signedHash, signature) == spec.key();
        if (transaction.from != uint160(msg.sender)) authentic = false;
        _checkTransaction(progress, spec, transaction, authentic);
        _assertTime(progress, spec.expiresAt, timestampAsserter, authentic);
        progress.settle();
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

    /// @dev Rules 2 to 5 of the contract's head.
    function _checkTransaction(
        SessionProgress memory progress,
        SessionSpec calldata spec,
        Transaction calldata transaction,
        bool authentic
    ) private view {
        // The fee's period id comes first, though the fee is counted last. It is of no concern if a paymaster pays.
        uint256 feeId = progress.takeIds(1);
        bool paysFee = transaction.paymaster == 0;
        address target = SessionAddress.narrow(transaction.to);
        if (target == msg.sender) {
            progress.reserve(SessionBatch.MAX_CALLS + 1);
            if (!paysFee) _checkPaymaster(progress, spec, transaction);
            progress.checkBatch(spec, transaction.value, transaction.data);
        } else {
            if (!paysFee) _checkPaymaster(progress, spec, transaction);
            progress.check(spec, target, transaction.value, transaction.data);
        }
        if (progress.targets == 0) SessionTargets.requireForeign(target);
        else progress.requireForeign();
        if (paysFee) _spendFee(progress, spec.feeLimit, feeId, transaction, authentic);
        progress.requireAllTaken();
    }

    /// @dev Gas is estimated with a stub signature and, to begin with, far more gas than will be needed; that must not
    /// fail on the fee limit. So only the session's key is told about it, and for a stub, whose transaction will be
    /// dropped, as much is counted as is left.
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

    /// @dev In the approval-based flow the account will approve the paymaster: a call like any other to the session. It
    /// comes first, but its period ids stand after that of the first call's value.
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

    /// @dev Reverts if the chain's clock is outside the window. The period ids of a stub signature may come from another
    /// clock than the chain's, and are let pass, as the answer will be `false`; only the expiry is asserted for it.
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
        // Same as ITimestampAsserter(timestampAsserter).assertTimestampInRange(start, end), without asking first whether
        // there is code: the constructor did, and on this chain code does not go away.
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
        uint256 earliest = block.timestamp + MIN_LIFETIME + 1;
        if (spec.expiresAt < earliest) revert ExpiresTooSoon(spec.expiresAt, earliest);
        bytes memory encoded = abi.encode(spec);
        bytes32 sessionHash = keccak256(encoded);
        SessionStorage.SessionEntry storage session = $.sessions[sessionHash][msg.sender];
        if (SessionRecord.unwrap(session.record) != 0) revert SessionAlreadyExists(sessionHash);
        if ($.signers[spec.signer] != 0) revert SignerAlreadyUsed(spec.signer, $.signers[spec.signer]);

        session.record = SessionRecords.opened(installation, InlineLimit.choose(spec));
        $.signers[spec.signer] = sessionHash;
        _announceSession(sessionHash, encoded);
    }

    /// @dev Same as `emit SessionCreated(msg.sender, sessionHash, spec)`, whose data is `abi.encode(spec)` again.
    function _announceSession(bytes32 sessionHash, bytes memory encoded) private {
        bytes32 topic = SessionCreated.selector;
        assembly ("memory-safe") {
            log3(add(encoded, 0x20), mload(encoded), topic, caller(), sessionHash)
        }
    }

    /// @dev Refuses targets no session may have. Modules are looked for again in each transaction; the rest cannot
    /// change. The contracts of the system act on behalf of the protocol (deploying, nonces, messages to L1), so that
    /// calling them is left to the owner; except for the base token, where the only call open to an account, withdrawal
    /// to L1, is one of plain value that policies can limit.
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

    function _checkForeign(address target) private view {
        if (target == address(0) || target == msg.sender || IModuleRegistry(msg.sender).isModule(target))
            revert TargetBanned(target);
    }

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

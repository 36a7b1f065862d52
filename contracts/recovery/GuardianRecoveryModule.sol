// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579Module,
    IERC7579ModuleConfig,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IGuardianRecoveryModule} from "./IGuardianRecoveryModule.sol";
import {ITimestampAsserter} from "../utils/ITimestampAsserter.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";
import {IWebAuthnModule} from "../passkey/IWebAuthnModule.sol";
import {GuardianStorage} from "./GuardianStorage.sol";
import {RecoveryTransaction} from "./RecoveryTransaction.sol";
import {TransactionOnlyValidator} from "../utils/TransactionOnlyValidator.sol";

/// @title Lets guardians give an account a new passkey
/// @notice One deployment serves all accounts of a chain. It holds no key: it agrees to one transaction, of
/// which every byte that matters was fixed a day before.
/// @dev Validation reads only what is keyed by the account, here and in the passkey module, and asks the
/// timestamp asserter instead of the clock. Everything else is checked when a recovery starts.
contract GuardianRecoveryModule is IGuardianRecoveryModule, TransactionOnlyValidator {
    using EnumerableSet for EnumerableSet.AddressSet;
    using GuardianStorage for GuardianStorage.AccountEntry;
    using GuardianStorage for GuardianStorage.Layout;

    /// @inheritdoc IGuardianRecoveryModule
    uint256 public constant REQUEST_DELAY_TIME = 24 hours;
    /// @inheritdoc IGuardianRecoveryModule
    uint256 public constant REQUEST_VALIDITY_TIME = 72 hours;

    /// @dev How many finishing transactions the account pays for in one recovery, whoever sends them.
    uint8 private constant MAX_PAID_ATTEMPTS = 3;

    /// @notice Fixes the contracts that recoveries need. Reverts if one of them has no code.
    /// @param passkeyModule the suite's passkey module
    /// @param timestampAsserter the chain's timestamp asserter
    constructor(address passkeyModule, address timestampAsserter) {
        if (passkeyModule.code.length == 0) revert InvalidPasskeyModule(passkeyModule);
        if (timestampAsserter.code.length == 0) revert NoTimestampAsserter(timestampAsserter);
        GuardianStorage.Layout storage $ = GuardianStorage.layout();
        ($.passkeyModule, $.timestampAsserter) = (passkeyModule, timestampAsserter);
    }

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account when it installs the module, and by an account of this suite at no other
    /// time. Reverts with `PasskeyModuleNotInstalled` if the account does not have the passkey module yet.
    /// `data` is ignored. Installing starts afresh: guardians and recoveries of an earlier installation stay
    /// void, even if the account unlinked the module.
    function onInstall(bytes calldata) external {
        GuardianStorage.Layout storage $ = GuardianStorage.layout();
        GuardianStorage.AccountEntry storage entry = $.accounts[msg.sender];
        if (!_hasValidator(msg.sender, $.passkeyModule)) revert PasskeyModuleNotInstalled(msg.sender);
        // The account had unlinked the module, or is calling out of turn: whatever it had here is void from
        // now on.
        if (entry.timestampAsserter != address(0)) emit AllGuardiansRemoved(msg.sender);
        entry.timestampAsserter = $.timestampAsserter;
        entry.passkeyModule = $.passkeyModule;
        entry.installation += 1;
    }

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account when it removes the module. `data` is ignored. Voids all guardians and
    /// recoveries of the account at once, however many there are.
    function onUninstall(bytes calldata) external {
        GuardianStorage.AccountEntry storage entry = GuardianStorage.layout().accounts[msg.sender];
        if (entry.timestampAsserter == address(0)) return;
        entry.timestampAsserter = address(0);
        emit AllGuardiansRemoved(msg.sender);
    }

    /// @inheritdoc IGuardianRecoveryModule
    function proposeGuardian(bytes32 hashedOriginDomain, address newGuardian) external {
        _requireInstalled(msg.sender);
        if (newGuardian == address(0)) revert InvalidGuardian(newGuardian);
        if (newGuardian == msg.sender) revert GuardianCannotBeSelf(msg.sender);
        GuardianStorage.DomainEntry storage domain = _domain(hashedOriginDomain, msg.sender);
        if (!domain.guardians.add(newGuardian)) revert GuardianAlreadyProposed(msg.sender, newGuardian);
        // Not ready yet: a guardian has to agree before it can do anything.
        domain.entries[newGuardian].addedAt = uint64(block.timestamp);
        if (domain.guardians.length() == 1)
            emit HashedOriginDomainEnabledForAccount(msg.sender, hashedOriginDomain);
        emit GuardianProposed(msg.sender, hashedOriginDomain, newGuardian);
    }

    /// @inheritdoc IGuardianRecoveryModule
    function addGuardian(bytes32 hashedOriginDomain, address accountToGuard) external returns (bool added) {
        _requireInstalled(accountToGuard);
        GuardianStorage.DomainEntry storage domain = _domain(hashedOriginDomain, accountToGuard);
        if (!domain.guardians.contains(msg.sender)) revert GuardianNotProposed(accountToGuard, msg.sender);
        // Agreeing twice changes nothing, in particular not the time of the agreement.
        if (domain.entries[msg.sender].isReady) return false;
        domain.entries[msg.sender] = GuardianStorage.GuardianEntry({
            isReady: true,
            addedAt: uint64(block.timestamp)
        });
        GuardianStorage.layout().guarded[hashedOriginDomain][msg.sender].add(accountToGuard);
        emit GuardianAdded(accountToGuard, hashedOriginDomain, msg.sender);
        return true;
    }

    /// @inheritdoc IGuardianRecoveryModule
    function removeGuardian(bytes32 hashedOriginDomain, address guardianToRemove) external {
        _requireInstalled(msg.sender);
        GuardianStorage.DomainEntry storage domain = _domain(hashedOriginDomain, msg.sender);
        if (!domain.guardians.remove(guardianToRemove))
            revert GuardianNotProposed(msg.sender, guardianToRemove);
        delete domain.entries[guardianToRemove];
        GuardianStorage.layout().guarded[hashedOriginDomain][guardianToRemove].remove(msg.sender);
        // A guardian that is no longer trusted must not finish what it started.
        if (domain.recovery.guardian == guardianToRemove) _clear(domain, hashedOriginDomain, msg.sender);
        emit GuardianRemoved(msg.sender, hashedOriginDomain, guardianToRemove);
        if (domain.guardians.length() == 0)
            emit HashedOriginDomainDisabledForAccount(msg.sender, hashedOriginDomain);
    }

    /// @inheritdoc IGuardianRecoveryModule
    function initRecovery(
        address accountToRecover,
        bytes32 hashedCredentialId,
        bytes32[2] calldata rawPublicKey,
        bytes32 hashedOriginDomain
    ) external {
        _requireInstalled(accountToRecover);
        // Asks the account: it may have unlinked either module, and then a recovery could not be finished.
        if (!_hasValidator(accountToRecover, address(this))) revert AccountNotInitialized(accountToRecover);
        if (!_hasValidator(accountToRecover, webAuthValidator()))
            revert PasskeyModuleNotInstalled(accountToRecover);
        GuardianStorage.DomainEntry storage domain = _domain(hashedOriginDomain, accountToRecover);
        if (domain.guardians.length() == 0) revert UnknownOriginDomain(hashedOriginDomain);
        if (!domain.entries[msg.sender].isReady) revert NotGuardian(accountToRecover, msg.sender);
        if (hashedCredentialId == 0) revert EmptyCredentialId();
        (bytes32 x, bytes32 y) = (rawPublicKey[0], rawPublicKey[1]);
        if (!P256.isValidPublicKey(x, y)) revert InvalidPublicKey(x, y);

        // A live recovery is not replaced, so that one guardian cannot put off what another has started.
        if (_isLive(domain.recovery, hashedOriginDomain, accountToRecover))
            revert RecoveryInProgress(_lastSecond(domain.recovery));
        // A credential that could not be added would block other recoveries until this one expires.
        uint48 passkeyInstallation = _requireFree(accountToRecover, hashedOriginDomain, hashedCredentialId);
        _clear(domain, hashedOriginDomain, accountToRecover);
        domain.recovery = GuardianStorage.Recovery({
            hashedCredentialId: hashedCredentialId,
            x: x,
            y: y,
            guardian: msg.sender,
            timestamp: uint40(block.timestamp),
            paidAttempts: 0,
            passkeyInstallation: passkeyInstallation
        });
        emit RecoveryInitiated(accountToRecover, hashedOriginDomain, hashedCredentialId, msg.sender);
    }

    /// @inheritdoc IGuardianRecoveryModule
    function discardRecovery(bytes32 hashedOriginDomain) external {
        _requireInstalled(msg.sender);
        GuardianStorage.DomainEntry storage domain = _domain(hashedOriginDomain, msg.sender);
        bool pending = _clear(domain, hashedOriginDomain, msg.sender);
        if (!pending) revert NoRecovery(msg.sender, hashedOriginDomain);
    }

    /// @inheritdoc IValidationModule
    /// @dev Called by the account. Does not end the recovery: its key does, once it is added. The signature
    /// only says which module to ask. A wrong one is answered with `false` after the same work; everything
    /// else that is wrong reverts with the reason.
    function validateTransaction(bytes32, Transaction calldata transaction) external returns (bool) {
        GuardianStorage.AccountEntry storage entry = GuardianStorage.layout().accounts[msg.sender];
        (address timestampAsserter, address passkeyModule) = (entry.timestampAsserter, entry.passkeyModule);
        if (timestampAsserter == address(0)) revert AccountNotInitialized(msg.sender);
        // While the account lacks the passkey module, the key could not be added.
        if (!_hasValidator(msg.sender, passkeyModule)) revert PasskeyModuleNotInstalled(msg.sender);
        (bytes32 originDomain, bytes32 credentialId, bytes32 x, bytes32 y) = RecoveryTransaction.read(
            transaction,
            passkeyModule
        );
        GuardianStorage.Recovery storage recovery = _domain(originDomain, msg.sender).recovery;
        if (!_isOpen(recovery, originDomain, msg.sender, passkeyModule))
            revert NoRecovery(msg.sender, originDomain);
        // Exactly the passkey that the account had a day to object to.
        if (credentialId != recovery.hashedCredentialId || x != recovery.x || y != recovery.y)
            revert WrongPasskey(credentialId, x, y);
        // The delay gives the account time to discard the recovery; the expiry keeps a forgotten one from
        // being used later.
        ITimestampAsserter(timestampAsserter).assertTimestampInRange(
            recovery.timestamp + REQUEST_DELAY_TIME,
            _lastSecond(recovery)
        );
        // Counted on validation, since a transaction whose execution fails has cost its fee as well.
        if (RecoveryTransaction.isPaidByAccount(transaction)) _countAttempt(recovery);
        emit RecoveryFinished(msg.sender, originDomain, credentialId);
        return transaction.from == uint160(msg.sender) && RecoveryTransaction.isSigned(transaction);
    }

    /// @inheritdoc IGuardianRecoveryModule
    function getPendingRecoveryData(
        bytes32 hashedOriginDomain,
        address account
    ) external view returns (RecoveryRequest memory request) {
        if (!_isInstalled(account)) return request;
        // Without either module the account cannot finish it.
        if (!_hasValidator(account, address(this)) || !_hasValidator(account, webAuthValidator()))
            return request;
        GuardianStorage.Recovery storage recovery = _domain(hashedOriginDomain, account).recovery;
        if (!_isLive(recovery, hashedOriginDomain, account)) return request;
        return RecoveryRequest(recovery.hashedCredentialId, [recovery.x, recovery.y], recovery.timestamp);
    }

    /// @inheritdoc IGuardianRecoveryModule
    function guardiansFor(
        bytes32 hashedOriginDomain,
        address account
    ) external view returns (Guardian[] memory guardians) {
        if (!_isInstalled(account)) return guardians;
        address[] memory addresses = _domain(hashedOriginDomain, account).guardians.values();
        guardians = new Guardian[](addresses.length);
        for (uint256 i; i < addresses.length; ++i)
            guardians[i] = _guardian(hashedOriginDomain, account, addresses[i]);
    }

    /// @inheritdoc IGuardianRecoveryModule
    function guardianOf(
        bytes32 hashedOriginDomain,
        address guardian
    ) external view returns (address[] memory accounts) {
        accounts = GuardianStorage.layout().guarded[hashedOriginDomain][guardian].values();
        uint256 count;
        for (uint256 i; i < accounts.length; ++i) {
            if (_guardian(hashedOriginDomain, accounts[i], guardian).isReady) accounts[count++] = accounts[i];
        }
        // Only shortens the array, which Solidity cannot.
        assembly ("memory-safe") {
            mstore(accounts, count)
        }
    }

    /// @inheritdoc IGuardianRecoveryModule
    function accountGuardianData(
        bytes32 hashedOriginDomain,
        address account,
        address guardian
    ) external view returns (address addr, bool isReady, uint64 addedAt) {
        Guardian memory data = _guardian(hashedOriginDomain, account, guardian);
        return (data.addr, data.isReady, data.addedAt);
    }

    /// @inheritdoc IGuardianRecoveryModule
    function webAuthValidator() public view returns (address) {
        return GuardianStorage.layout().passkeyModule;
    }

    /// @inheritdoc IERC165
    function supportsInterface(
        bytes4 interfaceId
    ) public pure override(IERC165, TransactionOnlyValidator) returns (bool) {
        return
            super.supportsInterface(interfaceId) || interfaceId == type(IGuardianRecoveryModule).interfaceId;
    }

    /// @dev Forgets an account's recovery for an origin, if there is one. Announces that unless the recovery
    /// had ended already: with its key, or with the installation of the passkey module that it was for.
    /// @return pending whether there was a recovery that had not ended
    function _clear(
        GuardianStorage.DomainEntry storage domain,
        bytes32 hashedOriginDomain,
        address account
    ) private returns (bool pending) {
        GuardianStorage.Recovery storage recovery = domain.recovery;
        pending = _isOpen(recovery, hashedOriginDomain, account, webAuthValidator());
        if (pending) emit RecoveryDiscarded(account, hashedOriginDomain, recovery.hashedCredentialId);
        delete domain.recovery;
    }

    /// @dev Counts a finishing transaction at the account's expense. Anyone may send one, and make it fail,
    /// so the account pays for a few only. Reverts with `NoPaidAttemptsLeft` after that.
    function _countAttempt(GuardianStorage.Recovery storage recovery) private {
        uint8 attempts = recovery.paidAttempts;
        if (attempts == MAX_PAID_ATTEMPTS) revert NoPaidAttemptsLeft(attempts);
        recovery.paidAttempts = attempts + 1;
    }

    /// @dev Returns a guardian of an account for an origin; all zero if it is none, or the account does not
    /// have the module.
    function _guardian(
        bytes32 hashedOriginDomain,
        address account,
        address guardian
    ) private view returns (Guardian memory data) {
        if (!_isInstalled(account)) return data;
        GuardianStorage.GuardianEntry memory entry = _domain(hashedOriginDomain, account).entries[guardian];
        if (entry.addedAt != 0) data = Guardian(guardian, entry.isReady, entry.addedAt);
    }

    /// @dev Returns what the account's present installation holds for an origin. Callers have checked that
    /// there is one before they write to it.
    function _domain(
        bytes32 hashedOriginDomain,
        address account
    ) private view returns (GuardianStorage.DomainEntry storage) {
        return GuardianStorage.layout().domain(hashedOriginDomain, account);
    }

    /// @dev Returns whether the account has the module, as far as the module knows: the account may have
    /// unlinked it.
    function _isInstalled(address account) private view returns (bool) {
        return GuardianStorage.layout().accounts[account].isInstalled();
    }

    /// @dev Reverts with `AccountNotInitialized` unless the account has the module, as far as the module
    /// knows.
    function _requireInstalled(address account) private view {
        if (!_isInstalled(account)) revert AccountNotInitialized(account);
    }

    /// @dev Returns whether the account itself says that it has `module` as a validator. An account can unlink
    /// a module, and then only the account knows.
    function _hasValidator(address account, address module) private view returns (bool) {
        return
            account.code.length != 0 &&
            IERC7579ModuleConfig(account).isModuleInstalled(MODULE_TYPE_VALIDATOR, module, "");
    }

    /// @dev Returns whether there is a recovery that can be finished now or later. Not for validation: it
    /// reads the clock, and storage that is not keyed by the account.
    /// @param account the account that is being recovered
    function _isLive(
        GuardianStorage.Recovery storage recovery,
        bytes32 hashedOriginDomain,
        address account
    ) private view returns (bool) {
        if (block.timestamp > _lastSecond(recovery)) return false;
        if (!_isOpen(recovery, hashedOriginDomain, account, webAuthValidator())) return false;
        // Somebody else may have registered the credential since; then the key could not be added any more.
        address owner = IWebAuthnModule(webAuthValidator()).credentialOwner(
            hashedOriginDomain,
            recovery.hashedCredentialId
        );
        return owner == address(0) || owner == account;
    }

    /// @dev Returns whether there is a recovery, for the account's present installation of the passkey
    /// module, whose credential has not been a key of the account since it started. Reads only what is keyed
    /// by the account, so that validation may ask.
    /// @param passkeyModule passed by the caller, since validation reads it from the account's entry
    function _isOpen(
        GuardianStorage.Recovery storage recovery,
        bytes32 hashedOriginDomain,
        address account,
        address passkeyModule
    ) private view returns (bool) {
        bytes32 hashedCredentialId = recovery.hashedCredentialId;
        if (hashedCredentialId == 0) return false;
        (uint256 installation, uint256 keyUntil) = IWebAuthnModule(passkeyModule).credentialHistory(
            hashedOriginDomain,
            hashedCredentialId,
            account
        );
        return uint48(installation) == recovery.passkeyInstallation && keyUntil < recovery.timestamp;
    }

    /// @dev Reverts unless the credential could be added to the account as a key, and its history would then
    /// show that it was added after this moment.
    /// @return installation the account's present installation of the passkey module
    function _requireFree(
        address account,
        bytes32 hashedOriginDomain,
        bytes32 hashedCredentialId
    ) private view returns (uint48 installation) {
        IWebAuthnModule passkeyModule = IWebAuthnModule(webAuthValidator());
        address owner = passkeyModule.credentialOwner(hashedOriginDomain, hashedCredentialId);
        if (owner != address(0) && owner != account) revert CredentialTaken(owner);
        (uint256 number, uint256 keyUntil) = passkeyModule.credentialHistory(
            hashedOriginDomain,
            hashedCredentialId,
            account
        );
        if (keyUntil >= block.timestamp) revert CredentialInUse(account);
        return uint48(number);
    }

    /// @dev Returns the last second (Unix time) at which a recovery can be finished.
    function _lastSecond(GuardianStorage.Recovery storage recovery) private view returns (uint256) {
        return recovery.timestamp + REQUEST_VALIDITY_TIME;
    }
}

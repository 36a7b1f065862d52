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
import {IGuardianRecoveryModule} from "../interfaces/IGuardianRecoveryModule.sol";
import {ITimestampAsserter} from "../interfaces/ITimestampAsserter.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {GuardianStorage} from "../libraries/GuardianStorage.sol";
import {RecoveryTransaction} from "../libraries/RecoveryTransaction.sol";
import {LimitedValidator} from "./LimitedValidator.sol";

/// @title The guardian recovery module
/// @notice One deployment serves all accounts of a chain. It holds no key: it agrees to one transaction, of which every
/// byte that matters was fixed a day before.
contract GuardianRecoveryModule is IGuardianRecoveryModule, LimitedValidator {
    using EnumerableSet for EnumerableSet.AddressSet;
    using GuardianStorage for GuardianStorage.AccountEntry;
    using GuardianStorage for GuardianStorage.Layout;

    /// @inheritdoc IGuardianRecoveryModule
    uint256 public constant REQUEST_DELAY_TIME = 24 hours;
    /// @inheritdoc IGuardianRecoveryModule
    uint256 public constant REQUEST_VALIDITY_TIME = 72 hours;

    /// @param passkeyModule the suite's passkey module
    /// @param timestampAsserter the chain's timestamp asserter
    constructor(address passkeyModule, address timestampAsserter) {
        if (passkeyModule.code.length == 0) revert InvalidPasskeyModule(passkeyModule);
        if (timestampAsserter.code.length == 0) revert NoTimestampAsserter(timestampAsserter);
        GuardianStorage.Layout storage $ = GuardianStorage.layout();
        ($.passkeyModule, $.timestampAsserter) = (passkeyModule, timestampAsserter);
    }

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account, which must have the passkey module already; `data` is ignored. Installing begins
    /// anew: guardians and recoveries of an earlier installation stay void, even if the account dropped the module
    /// without telling it.
    function onInstall(bytes calldata) external {
        GuardianStorage.Layout storage $ = GuardianStorage.layout();
        _requireModule(msg.sender, $.passkeyModule, PasskeyModuleNotInstalled.selector);
        GuardianStorage.AccountEntry storage entry = $.accounts[msg.sender];
        entry.timestampAsserter = $.timestampAsserter;
        entry.passkeyModule = $.passkeyModule;
        entry.installation += 1;
    }

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account; `data` is ignored. Voids all its guardians and recoveries at once, however many, and
    /// never fails.
    function onUninstall(bytes calldata) external {
        delete GuardianStorage.layout().accounts[msg.sender].timestampAsserter;
    }

    /// @inheritdoc IGuardianRecoveryModule
    function proposeGuardian(bytes32 hashedOriginDomain, address newGuardian) external {
        _requireInstalled(msg.sender);
        if (newGuardian == address(0)) revert InvalidGuardian(newGuardian);
        if (newGuardian == msg.sender) revert GuardianCannotBeSelf(msg.sender);
        GuardianStorage.DomainEntry storage domain = _domain(hashedOriginDomain, msg.sender);
        if (!domain.guardians.add(newGuardian)) revert GuardianAlreadyProposed(msg.sender, newGuardian);
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
        if (domain.recovery.guardian == guardianToRemove) _discard(domain, hashedOriginDomain, msg.sender);
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
        _requireModule(accountToRecover, address(this), AccountNotInitialized.selector);
        _requireModule(accountToRecover, webAuthValidator(), PasskeyModuleNotInstalled.selector);
        GuardianStorage.DomainEntry storage domain = _domain(hashedOriginDomain, accountToRecover);
        if (domain.guardians.length() == 0) revert UnknownOriginDomain(hashedOriginDomain);
        if (!domain.entries[msg.sender].isReady) revert NotGuardian(accountToRecover, msg.sender);
        if (hashedCredentialId == 0) revert EmptyCredentialId();
        (bytes32 x, bytes32 y) = (rawPublicKey[0], rawPublicKey[1]);
        if (!P256.isValidPublicKey(x, y)) revert InvalidPublicKey(x, y);

        if (_isLive(domain.recovery)) revert RecoveryInProgress(_lastSecond(domain.recovery));
        if (domain.recovery.hashedCredentialId != 0) _discard(domain, hashedOriginDomain, accountToRecover);
        domain.recovery = GuardianStorage.Recovery({
            hashedCredentialId: hashedCredentialId,
            x: x,
            y: y,
            timestamp: uint64(block.timestamp),
            guardian: msg.sender
        });
        emit RecoveryInitiated(accountToRecover, hashedOriginDomain, hashedCredentialId, msg.sender);
    }

    /// @inheritdoc IGuardianRecoveryModule
    function discardRecovery(bytes32 hashedOriginDomain) external {
        _requireInstalled(msg.sender);
        GuardianStorage.DomainEntry storage domain = _domain(hashedOriginDomain, msg.sender);
        if (domain.recovery.hashedCredentialId == 0) revert NoRecovery(msg.sender, hashedOriginDomain);
        _discard(domain, hashedOriginDomain, msg.sender);
    }

    /// @inheritdoc IValidationModule
    /// @dev Uses the recovery up. The signature says nothing but which module to ask; a wrong one is answered with
    /// `false` after the same work, and everything else that is wrong reverts with the reason.
    function validateTransaction(bytes32, Transaction calldata transaction) external returns (bool) {
        GuardianStorage.AccountEntry storage entry = GuardianStorage.layout().accounts[msg.sender];
        (address timestampAsserter, address passkeyModule) = (entry.timestampAsserter, entry.passkeyModule);
        if (timestampAsserter == address(0)) revert AccountNotInitialized(msg.sender);
        // A key added while the passkey module is away would be there when it comes back.
        _requireModule(msg.sender, passkeyModule, PasskeyModuleNotInstalled.selector);
        (bytes32 originDomain, bytes32 credentialId, bytes32 x, bytes32 y) = RecoveryTransaction.read(
            transaction,
            passkeyModule
        );
        GuardianStorage.DomainEntry storage domain = _domain(originDomain, msg.sender);
        GuardianStorage.Recovery memory recovery = domain.recovery;
        if (recovery.hashedCredentialId == 0) revert NoRecovery(msg.sender, originDomain);
        if (credentialId != recovery.hashedCredentialId || x != recovery.x || y != recovery.y)
            revert WrongPasskey(credentialId, x, y);
        ITimestampAsserter(timestampAsserter).assertTimestampInRange(
            recovery.timestamp + REQUEST_DELAY_TIME,
            recovery.timestamp + REQUEST_VALIDITY_TIME
        );
        delete domain.recovery;
        emit RecoveryFinished(msg.sender, originDomain, credentialId);
        return
            transaction.from == uint160(msg.sender) &&
            keccak256(transaction.signature) == keccak256(RecoveryTransaction.signature());
    }

    /// @inheritdoc IGuardianRecoveryModule
    function getPendingRecoveryData(
        bytes32 hashedOriginDomain,
        address account
    ) external view returns (RecoveryRequest memory request) {
        if (!_isInstalled(account)) return request;
        GuardianStorage.Recovery storage recovery = _domain(hashedOriginDomain, account).recovery;
        if (!_isLive(recovery)) return request;
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
        // The list only gets shorter.
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
    ) public pure override(IERC165, LimitedValidator) returns (bool) {
        return
            super.supportsInterface(interfaceId) || interfaceId == type(IGuardianRecoveryModule).interfaceId;
    }

    function _discard(
        GuardianStorage.DomainEntry storage domain,
        bytes32 hashedOriginDomain,
        address account
    ) private {
        emit RecoveryDiscarded(account, hashedOriginDomain, domain.recovery.hashedCredentialId);
        delete domain.recovery;
    }

    function _guardian(
        bytes32 hashedOriginDomain,
        address account,
        address guardian
    ) private view returns (Guardian memory data) {
        if (!_isInstalled(account)) return data;
        GuardianStorage.GuardianEntry memory entry = _domain(hashedOriginDomain, account).entries[guardian];
        if (entry.addedAt != 0) data = Guardian(guardian, entry.isReady, entry.addedAt);
    }

    function _domain(
        bytes32 hashedOriginDomain,
        address account
    ) private view returns (GuardianStorage.DomainEntry storage) {
        return GuardianStorage.layout().domain(hashedOriginDomain, account);
    }

    function _isInstalled(address account) private view returns (bool) {
        return GuardianStorage.layout().accounts[account].isInstalled();
    }

    function _requireInstalled(address account) private view {
        if (!_isInstalled(account)) revert AccountNotInitialized(account);
    }

    /// @dev Asks the account itself. `reason` is the selector of an error with the account as its only argument.
    function _requireModule(address account, address module, bytes4 reason) private view {
        if (
            account.code.length != 0 &&
            IERC7579ModuleConfig(account).isModuleInstalled(MODULE_TYPE_VALIDATOR, module, "")
        ) return;
        bytes memory error = abi.encodeWithSelector(reason, account);
        assembly ("memory-safe") {
            revert(add(error, 0x20), mload(error))
        }
    }

    /// @dev Whether there is a recovery that can be finished now or later.
    function _isLive(GuardianStorage.Recovery storage recovery) private view returns (bool) {
        return recovery.hashedCredentialId != 0 && block.timestamp <= _lastSecond(recovery);
    }

    function _lastSecond(GuardianStorage.Recovery storage recovery) private view returns (uint256) {
        return recovery.timestamp + REQUEST_VALIDITY_TIME;
    }
}

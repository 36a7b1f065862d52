// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IKeyHolder} from "../utils/IKeyHolder.sol";
import {ILastKeyGuard} from "../account/keys/ILastKeyGuard.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";
import {IWebAuthnModule} from "./IWebAuthnModule.sol";
import {AbiBytes} from "../utils/AbiBytes.sol";
import {ClientData} from "./ClientData.sol";
import {ModuleInstallation} from "./ModuleInstallation.sol";
import {OriginDomain} from "./OriginDomain.sol";
import {TransactionFields} from "../utils/TransactionFields.sol";
import {WebAuthnAssertion} from "./WebAuthnAssertion.sol";

/// @title Validates signatures made with passkeys
/// @notice One deployment serves all accounts of a chain.
/// @dev Keys are kept by account, passkey and installation, so that installing anew or uninstalling voids all
/// keys at once. The checks of a signature are in libraries, in the order of `_isValid`.
contract WebAuthnModule is IWebAuthnModule, IKeyHolder {
    /// @dev The coordinates of a point on P-256. No point of the curve has y = 0, which means no key.
    struct PublicKey {
        bytes32 x;
        bytes32 y;
    }

    /// @dev The account that a credential belongs to, in one slot. The credential stays its first account's
    /// for good: somebody who could take it over after its removal would catch the next login of the person
    /// who holds it.
    struct Registration {
        address account;
        /// The installation in which it is a key of the account; 0, which no installation has, once it was
        /// removed.
        uint96 installation;
    }

    /// @dev What the module knows of one account, in one slot.
    struct AccountEntry {
        /// Increases when the module is installed, to an odd number, and when it is uninstalled, to an even
        /// one. Keys are added under odd numbers only, and count as long as that is the present number. So
        /// keys left under another number count for nothing, however many there are.
        uint96 installation;
        /// How many keys the account has.
        uint160 keys;
    }

    /// @custom:storage-location erc7201:zksync-sso.storage.WebAuthnModule
    struct Layout {
        mapping(address account => AccountEntry) accounts;
        /// By passkey and installation, see `_key`. For a removed key, x is the second (Unix time) of its
        /// removal.
        mapping(bytes32 key => mapping(address account => PublicKey)) keys;
        /// By passkey, see `_passkey`.
        mapping(bytes32 passkey => Registration) registrations;
    }

    /// @dev The most bytes of a signature that are not part of its three byte strings: three words of the
    /// account's tuple and one for the assertion's length; five of the assertion's head; a length and at most
    /// 31 bytes of padding for each byte string; and three words for the tuple's third member in its longer
    /// encoding.
    uint256 private constant MAX_ENCODING = (3 + 1 + 5 + 3 + 3) * 32 + 3 * 31;

    /// @dev The lengths that a credential id may have, in bytes (WebAuthn, section 4, "Credential ID").
    uint256 private constant MIN_CREDENTIAL_ID = 16;
    uint256 private constant MAX_CREDENTIAL_ID = 1023;

    /// @dev keccak256(abi.encode(uint256(keccak256("zksync-sso.storage.WebAuthnModule")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant LOCATION = 0x9e785b46d8cafec04804f973b14ffaaf38c55dc0fbe86a074095362a7d64a400;

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account when it installs the module; an account of this suite makes the call at no
    /// other time. `data` is empty, or the arguments of `addValidationKey` for a first key, encoded as
    /// `abi.encode(bytes credentialId, bytes32[2] rawPublicKey, string originDomain)`. Installing starts
    /// afresh: keys of an earlier installation stay void, even if the account unlinked the module. Reverts
    /// with `MalformedInstallData`, or as `addValidationKey` does for a key that it refuses.
    function onInstall(bytes calldata data) external {
        AccountEntry storage entry = _layout().accounts[msg.sender];
        // The next odd number.
        uint96 installation = (entry.installation + 1) | 1;
        if (_isInstalled(entry.installation)) emit AllPasskeysRemoved(msg.sender);
        if (data.length == 0) {
            (entry.installation, entry.keys) = (installation, 0);
            return;
        }
        (entry.installation, entry.keys) = (installation, 1);
        // Same as abi.decode(data, (bytes, bytes32[2], string)), left in calldata.
        (bool hasId, bytes calldata credentialId) = AbiBytes.tryMember(data, 0);
        (bool hasDomain, bytes calldata domain) = AbiBytes.tryMember(data, 3);
        if (!hasId || !hasDomain) revert MalformedInstallData();
        bytes32 x = bytes32(AbiBytes.word(data, 0x20));
        bytes32 y = bytes32(AbiBytes.word(data, 0x40));
        _register(credentialId, x, y, string(domain), installation);
    }

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account when it removes the module. Voids all its keys at once. `data` is empty, or
    /// `abi.encode(PasskeyId[])` of keys whose slots are cleared and whose removal is announced in addition.
    /// Nothing in `data` makes this fail: entries that are not keys of the account are skipped, and the first
    /// that cannot be read ends the list.
    function onUninstall(bytes calldata data) external {
        AccountEntry storage entry = _layout().accounts[msg.sender];
        uint96 installation = entry.installation;
        if (!_isInstalled(installation)) return;
        (entry.installation, entry.keys) = (installation + 1, 0);
        _forgetListed(data, installation);
        emit AllPasskeysRemoved(msg.sender);
    }

    /// @inheritdoc IWebAuthnModule
    function addValidationKey(
        bytes calldata credentialId,
        bytes32[2] calldata rawPublicKey,
        string calldata originDomain
    ) external {
        AccountEntry storage entry = _layout().accounts[msg.sender];
        (uint96 installation, uint160 keys) = (entry.installation, entry.keys);
        // Also asks the account, which may have unlinked the module.
        if (!_isInstalled(installation) || ModuleInstallation.isDeniedBy(msg.sender))
            revert AccountNotInitialized(msg.sender);
        (entry.installation, entry.keys) = (installation, keys + 1);
        _register(credentialId, rawPublicKey[0], rawPublicKey[1], originDomain, installation);
    }

    /// @inheritdoc IWebAuthnModule
    function removeValidationKey(bytes calldata credentialId, string calldata domain) external {
        AccountEntry storage entry = _layout().accounts[msg.sender];
        (uint96 installation, uint160 keys) = (entry.installation, entry.keys);
        bytes32 passkey = _passkey(keccak256(bytes(domain)), keccak256(credentialId));
        if (!_isRegistered(passkey, msg.sender, installation)) revert NotKeyOwner(msg.sender);
        _layout().registrations[passkey].installation = 0;
        PublicKey storage key = _key(passkey, msg.sender, installation);
        // y = 0 means no key; x then says when it was removed, for `credentialHistory`.
        (key.x, key.y) = (bytes32(block.timestamp), 0);
        (entry.installation, entry.keys) = (installation, keys - 1);
        // The account has no passkey left here.
        if (keys == 1) _requireOtherKey();
        emit PasskeyRemoved(msg.sender, domain, credentialId);
    }

    /// @inheritdoc IValidationModule
    /// @dev Called by the account. A malformed signature is answered with `false`, like a wrong one.
    function validateTransaction(
        bytes32 signedHash,
        Transaction calldata transaction
    ) external view returns (bool) {
        // abi.encode(bytes signature, address validator, …): the third member is not read, and published
        // clients encode it as bytes[] instead of bytes.
        (bool hasSignature, bytes calldata signature) = TransactionFields.tryField(
            transaction,
            TransactionFields.SIGNATURE
        );
        (bool hasAssertion, bytes calldata assertion) = AbiBytes.tryMember(signature, 0);
        return
            hasSignature &&
            hasAssertion &&
            transaction.from == uint160(msg.sender) &&
            _isValid(signedHash, assertion, signature.length);
    }

    /// @inheritdoc IValidationModule
    function validateSignature(bytes32 signedHash, bytes calldata signature) external view returns (bool) {
        return _isValid(signedHash, signature, signature.length);
    }

    /// @inheritdoc IValidationModule
    /// @dev The sender makes no difference.
    function isValidSignatureWithSender(
        address,
        bytes32 hash,
        bytes calldata signature
    ) external view returns (bytes4) {
        return
            _isValid(hash, signature, signature.length)
                ? IERC1271.isValidSignature.selector
                : bytes4(0xffffffff);
    }

    /// @inheritdoc IWebAuthnModule
    function getAccountKey(
        string calldata originDomain,
        bytes calldata credentialId,
        address account
    ) external view returns (bytes32[2] memory rawPublicKey) {
        bytes32 passkey = _passkey(keccak256(bytes(originDomain)), keccak256(credentialId));
        PublicKey storage key = _presentKey(passkey, account);
        if (key.y != 0) return [key.x, key.y];
    }

    /// @inheritdoc IWebAuthnModule
    function registeredAddress(
        string calldata originDomain,
        bytes calldata credentialId
    ) external view returns (address account) {
        bytes32 passkey = _passkey(keccak256(bytes(originDomain)), keccak256(credentialId));
        address owner = _layout().registrations[passkey].account;
        if (_isRegistered(passkey, owner, _layout().accounts[owner].installation)) return owner;
    }

    /// @inheritdoc IWebAuthnModule
    function credentialOwner(
        bytes32 hashedOriginDomain,
        bytes32 hashedCredentialId
    ) external view returns (address account) {
        return _layout().registrations[_passkey(hashedOriginDomain, hashedCredentialId)].account;
    }

    /// @inheritdoc IWebAuthnModule
    function credentialHistory(
        bytes32 hashedOriginDomain,
        bytes32 hashedCredentialId,
        address account
    ) external view returns (uint256 installation, uint256 keyUntil) {
        installation = _layout().accounts[account].installation;
        bytes32 passkey = _passkey(hashedOriginDomain, hashedCredentialId);
        PublicKey storage key = _key(passkey, account, uint96(installation));
        keyUntil = key.y == 0 ? uint256(key.x) : type(uint256).max;
    }

    /// @inheritdoc IKeyHolder
    /// @dev Returns true as long as the account has a passkey here.
    function hasKey() external view returns (bool has) {
        return _layout().accounts[msg.sender].keys != 0;
    }

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_VALIDATOR;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC7579Module).interfaceId ||
            interfaceId == type(IValidationModule).interfaceId ||
            interfaceId == type(IKeyHolder).interfaceId ||
            interfaceId == type(IWebAuthnModule).interfaceId;
    }

    /// @dev Returns whether `encoded` is an assertion for `challenge` by a key of the calling account. Never
    /// reverts.
    /// @param size the number of bytes that the assertion came in, with everything around it
    function _isValid(bytes32 challenge, bytes calldata encoded, uint256 size) private view returns (bool) {
        (
            bool ok,
            bytes calldata authenticatorData,
            bytes calldata clientDataJSON,
            bytes calldata credentialId
        ) = WebAuthnAssertion.split(encoded);
        if (!ok || !WebAuthnAssertion.hasGoodFlags(authenticatorData)) return false;
        // Nobody signed the encoding, and the account pays for each byte of it.
        unchecked {
            // These are lengths of parts of the calldata, so their sum does not overflow.
            uint256 content = authenticatorData.length + clientDataJSON.length + credentialId.length;
            if (size > content + MAX_ENCODING) return false;
        }
        bool answers;
        bytes32 originHash;
        (ok, answers, originHash) = ClientData.verify(clientDataJSON, challenge);
        if (!ok) return false;
        // Looked up by the origin that the client named: a key signs only from pages of the origin it was
        // registered for.
        PublicKey storage key = _presentKey(_passkey(originHash, keccak256(credentialId)), msg.sender);
        (bytes32 x, bytes32 y) = (key.x, key.y);
        if (y == 0) return false;
        // `answers` comes last, since a stub for another challenge has to cost what an assertion for this one
        // does.
        return WebAuthnAssertion.isSignedBy(encoded, authenticatorData, clientDataJSON, x, y) && answers;
    }

    /// @dev Makes a credential a key of the calling account. The caller counts it in `AccountEntry.keys`.
    /// Reverts as `addValidationKey` does for a credential or a key that it refuses.
    /// @param x the public key's x coordinate
    /// @param y the public key's y coordinate
    /// @param installation the account's present installation
    function _register(
        bytes calldata credentialId,
        bytes32 x,
        bytes32 y,
        string calldata domain,
        uint96 installation
    ) private {
        _checkCredentialId(credentialId.length);
        OriginDomain.check(bytes(domain));
        if (!P256.isValidPublicKey(x, y)) revert InvalidPublicKey(x, y);
        bytes32 passkey = _passkey(keccak256(bytes(domain)), keccak256(credentialId));
        Registration storage registration = _layout().registrations[passkey];
        (address owner, uint96 registered) = (registration.account, registration.installation);
        // Free for an account that never had it, and again for its owner once it is no key in this
        // installation.
        bool isFree = owner == address(0) || (owner == msg.sender && registered != installation);
        if (!isFree) revert KeyExists(owner);
        (registration.account, registration.installation) = (msg.sender, installation);
        PublicKey storage key = _key(passkey, msg.sender, installation);
        (key.x, key.y) = (x, y);
        emit PasskeyCreated(msg.sender, domain, credentialId);
    }

    /// @dev Clears the slots of the listed keys of an installation that has ended. Never reverts, or a module
    /// could not be uninstalled with wrong data.
    /// @param data `abi.encode(PasskeyId[])`, or anything
    function _forgetListed(bytes calldata data, uint96 installation) private {
        (bool ok, bytes calldata list) = AbiBytes.tryTail(data, 0);
        if (!ok || list.length < 32) return;
        uint256 count = AbiBytes.word(list, 0);
        bytes calldata items = list[32:];
        for (uint256 i; i < count; ++i) {
            bytes calldata item;
            (ok, item) = AbiBytes.tryTail(items, i);
            if (!ok) return;
            (bool hasDomain, bytes calldata domain) = AbiBytes.tryMember(item, 0);
            (bool hasId, bytes calldata credentialId) = AbiBytes.tryMember(item, 1);
            if (!hasDomain || !hasId) return;
            _forget(credentialId, string(domain), installation);
        }
    }

    /// @dev Clears the slots of a key of the calling account in an installation that has ended; does nothing
    /// if there is no such key.
    function _forget(bytes calldata credentialId, string calldata domain, uint96 installation) private {
        bytes32 passkey = _passkey(keccak256(bytes(domain)), keccak256(credentialId));
        if (!_isRegistered(passkey, msg.sender, installation)) return;
        _layout().registrations[passkey].installation = 0;
        PublicKey storage key = _key(passkey, msg.sender, installation);
        (key.x, key.y) = (0, 0);
        emit PasskeyRemoved(msg.sender, domain, credentialId);
    }

    /// @dev Reverts if the calling account says that it would be left without any key. A caller that is not
    /// an account of this suite does not answer, and may do as it likes. An account that ran out of gas does
    /// not answer either; in that case at most a 64th of the gas is left, while a contract that does not know
    /// the question leaves most of it.
    function _requireOtherKey() private view {
        uint256 given = gasleft();
        (bool answered, bytes memory answer) = msg.sender.staticcall(
            abi.encodeCall(ILastKeyGuard.isLastKey, (address(this)))
        );
        if (!answered && gasleft() < given / 32) revert NotEnoughGasToCountKeys(msg.sender);
        if (answered && answer.length == 32 && bytes32(answer) != 0) revert LastPasskey(msg.sender);
    }

    /// @dev Returns whether a passkey is a key of `account` in that installation, which is one that has the
    /// module.
    function _isRegistered(
        bytes32 passkey,
        address account,
        uint96 installation
    ) private view returns (bool) {
        Registration storage registration = _layout().registrations[passkey];
        (address owner, uint96 registered) = (registration.account, registration.installation);
        return owner == account && registered == installation && _isInstalled(installation);
    }

    /// @dev Returns where the public key of a passkey is kept in the account's present installation.
    function _presentKey(bytes32 passkey, address account) private view returns (PublicKey storage) {
        return _key(passkey, account, _layout().accounts[account].installation);
    }

    /// @dev Returns where the public key of a passkey is kept in an installation. Keyed innermost by the
    /// account, as validation requires. Passkeys are named by hashes, so changing some of a name's lower bits
    /// by a small number gives a name that nobody else has.
    function _key(
        bytes32 passkey,
        address account,
        uint96 installation
    ) private view returns (PublicKey storage) {
        return _layout().keys[passkey ^ bytes32(uint256(installation))][account];
    }

    /// @dev Returns whether this value of `AccountEntry.installation` is that of an account that has the
    /// module.
    function _isInstalled(uint96 installation) private pure returns (bool) {
        return installation & 1 == 1;
    }

    /// @dev Returns the name of a passkey. Made from the hashes of origin and id, so that the two cannot run
    /// into each other.
    function _passkey(bytes32 domainHash, bytes32 credentialIdHash) private pure returns (bytes32) {
        return Hashes.efficientKeccak256(domainHash, credentialIdHash);
    }

    /// @dev Reverts unless a credential id has a length that WebAuthn allows, in bytes.
    function _checkCredentialId(uint256 length) private pure {
        if (length < MIN_CREDENTIAL_ID || length > MAX_CREDENTIAL_ID)
            revert InvalidCredentialIdLength(length);
    }

    /// @dev Returns the module's state. Solidity cannot place a struct at a slot of its choice.
    function _layout() private pure returns (Layout storage $) {
        assembly ("memory-safe") {
            $.slot := LOCATION
        }
    }
}

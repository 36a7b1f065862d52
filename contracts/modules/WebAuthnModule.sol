// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {ILimitedValidator} from "../interfaces/ILimitedValidator.sol";
import {IModuleManager} from "../interfaces/IModuleManager.sol";
import {IValidationModule} from "../interfaces/IValidationModule.sol";
import {IWebAuthnModule} from "../interfaces/IWebAuthnModule.sol";
import {AbiBytes} from "../libraries/AbiBytes.sol";
import {ClientData} from "../libraries/ClientData.sol";
import {OriginDomain} from "../libraries/OriginDomain.sol";
import {WebAuthnAssertion} from "../libraries/WebAuthnAssertion.sol";

/// @title The passkey module
/// @notice One deployment serves all accounts of a chain.
contract WebAuthnModule is IWebAuthnModule, ILimitedValidator {
    /// @dev Coordinates on P-256; (0, 0) is not on the curve and stands for no key.
    struct PublicKey {
        bytes32 x;
        bytes32 y;
    }

    /// @dev Whose a credential is, in one slot. It counts as long as the account is in that generation.
    struct Registration {
        address account;
        uint88 generation;
        /// whether it came with the installation
        bool first;
    }

    /// @dev How many keys an account has that has installed the module: the one that came with the installation, unless
    /// that is missing, and the others. So one key, which is what most accounts have, is all zeros and costs no slot.
    /// Never more than there are. Fewer if the account calls `onInstall` by itself, beside installing the module.
    struct Keys {
        /// How often the account has uninstalled the module. All keys of earlier generations are void, however many.
        uint88 generation;
        bool firstMissing;
        uint160 others;
    }

    /// @custom:storage-location erc7201:zksync-sso.storage.WebAuthnModule
    struct Layout {
        mapping(address account => Keys) accounts;
        /// By passkey and generation, see `_keySlot`.
        mapping(bytes32 key => mapping(address account => PublicKey)) keys;
        /// By passkey.
        mapping(bytes32 passkey => Registration) registrations;
    }

    /// @dev Bytes of a signature that are none of its three byte strings. Three words of the account's tuple and one of
    /// the assertion's length; five of its head; a length and at most 31 bytes of padding for each byte string; and
    /// three words of the tuple's third member in its longer encoding.
    uint256 private constant MAX_ENCODING = (3 + 1 + 5 + 3 + 3) * 32 + 3 * 31;

    uint256 private constant MIN_CREDENTIAL_ID = 16;
    uint256 private constant MAX_CREDENTIAL_ID = 1023;

    /// @dev keccak256(abi.encode(uint256(keccak256("zksync-sso.storage.WebAuthnModule")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant LOCATION = 0x9e785b46d8cafec04804f973b14ffaaf38c55dc0fbe86a074095362a7d64a400;

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account. `data` is empty, or the arguments of `addValidationKey` for a first key, encoded
    /// as `abi.encode(bytes credentialId, bytes32[2] rawPublicKey, string originDomain)`.
    function onInstall(bytes calldata data) external {
        if (data.length == 0) {
            _layout().accounts[msg.sender].firstMissing = true;
            return;
        }
        // Same as abi.decode(data, (bytes, bytes32[2], string)), left in calldata.
        (bool hasId, bytes calldata credentialId) = AbiBytes.tryMember(data, 0);
        (bool hasDomain, bytes calldata domain) = AbiBytes.tryMember(data, 3);
        if (!hasId || !hasDomain) revert MalformedInstallData();
        bytes32 x = bytes32(AbiBytes.word(data, 0x20));
        bytes32 y = bytes32(AbiBytes.word(data, 0x40));
        _add(credentialId, x, y, string(domain), true);
    }

    /// @inheritdoc IERC7579Module
    /// @dev Called by the account. Voids all its keys at once; installed again, the module starts empty. `data` is
    /// empty, or `abi.encode(PasskeyId[])` of keys whose slots are cleared and whose removal is announced besides.
    function onUninstall(bytes calldata data) external {
        if (data.length != 0) {
            PasskeyId[] memory ids = abi.decode(data, (PasskeyId[]));
            for (uint256 i; i < ids.length; ++i) _remove(ids[i].credentialId, ids[i].domain);
        }
        uint88 generation = _layout().accounts[msg.sender].generation;
        _layout().accounts[msg.sender] = Keys(generation + 1, true, 0);
        // Not so if the account is rid of the module by now, as it is when it uninstalls it.
        _requireOtherKey();
    }

    /// @inheritdoc IWebAuthnModule
    function addValidationKey(
        bytes calldata credentialId,
        bytes32[2] calldata rawPublicKey,
        string calldata originDomain
    ) external {
        _add(credentialId, rawPublicKey[0], rawPublicKey[1], originDomain, false);
    }

    /// @inheritdoc IWebAuthnModule
    function removeValidationKey(bytes calldata credentialId, string calldata domain) external {
        _remove(credentialId, domain);
    }

    /// @inheritdoc IValidationModule
    function validateTransaction(
        bytes32 signedHash,
        Transaction calldata transaction
    ) external view returns (bool) {
        // abi.encode(bytes signature, address validator, …): of the third member nothing is asked, and published
        // clients encode it as bytes[] where bytes are expected.
        bytes calldata signature = transaction.signature;
        (bool ok, bytes calldata assertion) = AbiBytes.tryMember(signature, 0);
        return
            ok &&
            transaction.from == uint160(msg.sender) &&
            _isValid(signedHash, assertion, signature.length);
    }

    /// @inheritdoc IValidationModule
    function validateSignature(bytes32 signedHash, bytes calldata signature) external view returns (bool) {
        return _isValid(signedHash, signature, signature.length);
    }

    /// @inheritdoc IValidationModule
    /// @dev Who asks makes no difference.
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
        PublicKey storage key = _keySlot(passkey, account);
        return [key.x, key.y];
    }

    /// @inheritdoc IWebAuthnModule
    function registeredAddress(
        string calldata originDomain,
        bytes calldata credentialId
    ) external view returns (address account) {
        return _registered(_passkey(keccak256(bytes(originDomain)), keccak256(credentialId)));
    }

    /// @inheritdoc ILimitedValidator
    /// @dev As long as it has a passkey of the account.
    function countsAsKey() external view returns (bool counts) {
        return _hasKeys(msg.sender);
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
            interfaceId == type(ILimitedValidator).interfaceId ||
            interfaceId == type(IWebAuthnModule).interfaceId;
    }

    /// @dev Whether `encoded` is an assertion for `challenge` by a key of the calling account. Never reverts.
    /// @param size bytes that the assertion came in, all told
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
            // Lengths of what is in the calldata: no sum of three is out of range.
            uint256 content = authenticatorData.length + clientDataJSON.length + credentialId.length;
            if (size > content + MAX_ENCODING) return false;
        }
        bool answers;
        bytes32 originHash;
        (ok, answers, originHash) = ClientData.verify(clientDataJSON, challenge);
        if (!ok) return false;
        // Looked up by the origin the client named: a key signs only from pages of the origin it was registered for.
        PublicKey storage key = _keySlot(_passkey(originHash, keccak256(credentialId)), msg.sender);
        (bytes32 x, bytes32 y) = (key.x, key.y);
        if (x == 0 && y == 0) return false;
        // Last, since a stub for another challenge has to cost what an assertion for this one does.
        return WebAuthnAssertion.isSignedBy(encoded, authenticatorData, clientDataJSON, x, y) && answers;
    }

    /// @param first whether the key comes with the installation
    function _add(
        bytes calldata credentialId,
        bytes32 x,
        bytes32 y,
        string calldata domain,
        bool first
    ) private {
        _checkCredentialId(credentialId.length);
        OriginDomain.check(bytes(domain));
        if (!P256.isValidPublicKey(x, y)) revert InvalidPublicKey(x, y);
        bytes32 passkey = _passkey(keccak256(bytes(domain)), keccak256(credentialId));
        address owner = _registered(passkey);
        if (owner != address(0)) revert KeyExists(owner);

        Layout storage $ = _layout();
        Keys storage keys = $.accounts[msg.sender];
        uint88 generation = keys.generation;
        if (!first) ++keys.others;
        else if (keys.firstMissing) keys.firstMissing = false;
        $.registrations[passkey] = Registration(msg.sender, generation, first);
        $.keys[_inGeneration(passkey, generation)][msg.sender] = PublicKey(x, y);
        emit PasskeyCreated(msg.sender, domain, credentialId);
    }

    function _remove(bytes memory credentialId, string memory domain) private {
        bytes32 passkey = _passkey(keccak256(bytes(domain)), keccak256(credentialId));
        if (_registered(passkey) != msg.sender) revert NotKeyOwner(msg.sender);
        PublicKey storage key = _keySlot(passkey, msg.sender);
        (key.x, key.y) = (0, 0);
        Layout storage $ = _layout();
        if ($.registrations[passkey].first) $.accounts[msg.sender].firstMissing = true;
        else --$.accounts[msg.sender].others;
        delete $.registrations[passkey];
        if (!_hasKeys(msg.sender)) _requireOtherKey();
        emit PasskeyRemoved(msg.sender, domain, credentialId);
    }

    /// @dev Whether an account that has installed the module has a key.
    function _hasKeys(address account) private view returns (bool) {
        Keys storage keys = _layout().accounts[account];
        return !keys.firstMissing || keys.others != 0;
    }

    /// @dev An account that would be left without any key says so. What is no account of this suite says nothing, and may
    /// do as it likes.
    function _requireOtherKey() private view {
        (bool answered, bytes memory answer) = msg.sender.staticcall(
            abi.encodeCall(IModuleManager.isLastKey, (address(this)))
        );
        if (answered && answer.length == 32 && bytes32(answer) != 0) revert LastPasskey(msg.sender);
    }

    /// @dev The account a passkey is registered for, unless that account has uninstalled the module since.
    function _registered(bytes32 passkey) private view returns (address) {
        Layout storage $ = _layout();
        Registration memory registration = $.registrations[passkey];
        // The common case when a key is added; the zero address has no generation worth a read.
        if (registration.account == address(0)) return address(0);
        return
            registration.generation == $.accounts[registration.account].generation
                ? registration.account
                : address(0);
    }

    /// @dev Where an account keeps the public key of a passkey in its present generation. Keyed innermost by the
    /// account, as validation needs it.
    function _keySlot(bytes32 passkey, address account) private view returns (PublicKey storage) {
        Layout storage $ = _layout();
        return $.keys[_inGeneration(passkey, $.accounts[account].generation)][account];
    }

    /// @dev A passkey's name in a generation of its account. Names are hashes, so that changing some of the lower bits of
    /// one by a small number makes another that is nobody's.
    function _inGeneration(bytes32 passkey, uint88 generation) private pure returns (bytes32) {
        return passkey ^ bytes32(uint256(generation));
    }

    /// @dev Names a passkey. Hashes of domain and id, so that the two cannot run into each other.
    function _passkey(bytes32 domainHash, bytes32 credentialIdHash) private pure returns (bytes32) {
        return Hashes.efficientKeccak256(domainHash, credentialIdHash);
    }

    function _checkCredentialId(uint256 length) private pure {
        if (length < MIN_CREDENTIAL_ID || length > MAX_CREDENTIAL_ID)
            revert InvalidCredentialIdLength(length);
    }

    function _layout() private pure returns (Layout storage $) {
        assembly ("memory-safe") {
            $.slot := LOCATION
        }
    }
}

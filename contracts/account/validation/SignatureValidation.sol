// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {ERC7739Utils} from "@openzeppelin/contracts/utils/cryptography/draft-ERC7739Utils.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {IValidationModule} from "../modules/IValidationModule.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {OwnerSignature} from "./OwnerSignature.sol";
import {SignatureEnvelope} from "./SignatureEnvelope.sol";

/// @title Validates signatures of the account outside of transactions (ERC-1271)
/// @notice Accepts ERC-7739's nested form only, so that what a key signs for one account or app is worth
/// nothing to another account or app with the same key.
/// @dev OpenZeppelin's `ERC7739` keeps its EIP-712 domain in immutables, which EraVM reads from another
/// contract's storage; but an account must be able to answer a question about a signature while a transaction
/// is validated. Hence OpenZeppelin's library functions, with constants for the domain.
abstract contract SignatureValidation is IERC1271, IERC5267 {
    using AccountRegistry for AccountRegistry.Layout;

    string private constant NAME = "SSO1271";
    string private constant VERSION = "1.0.0";

    /// @dev keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
    bytes32 private constant DOMAIN_TYPEHASH =
        0x8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f;

    /// @dev keccak256("SSO1271")
    bytes32 private constant NAME_HASH = 0x578fcaff95a7d9a6618865ba8fc13eace3f329d3dc7d058ff90379c921ffd549;

    /// @dev keccak256("1.0.0")
    bytes32 private constant VERSION_HASH =
        0x06c015bd22b4c69690933c1058878ebdfef31f9aaae40bbe86d8a09fe1b2972c;

    /// @dev ERC-7739's detection: asked with this hash and no signature, an account says whether it supports
    /// the standard.
    bytes32 private constant ERC7739_PROBE =
        0x7739773977397739773977397739773977397739773977397739773977397739;

    /// @inheritdoc IERC1271
    /// @dev `signature` is that of an owner (65 bytes) or of a validator (see `SignatureEnvelope`), made over
    /// ERC-7739's nested hash; for typed data it is followed by the nested data. Anything else gives
    /// `0xffffffff`, not a revert.
    function isValidSignature(
        bytes32 hash,
        bytes calldata signature
    ) external view returns (bytes4 magicValue) {
        if (hash == ERC7739_PROBE && signature.length == 0) return 0x77390001;
        return
            _signsTypedData(hash, signature) || _signsMessage(hash, signature)
                ? IERC1271.isValidSignature.selector
                : bytes4(0xffffffff);
    }

    /// @inheritdoc IERC5267
    /// @dev Fields 0x0f: name, version, chain id and verifying contract, but no salt.
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return (0x0f, NAME, VERSION, block.chainid, address(this), bytes32(0), new uint256[](0));
    }

    /// @dev Checks ERC-7739's `PersonalSign`: the message was signed in the account's own domain.
    function _signsMessage(bytes32 hash, bytes calldata signature) private view returns (bool) {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPEHASH, NAME_HASH, VERSION_HASH, block.chainid, address(this))
        );
        return
            _signs(
                MessageHashUtils.toTypedDataHash(domain, ERC7739Utils.personalSignStructHash(hash)),
                signature
            );
    }

    /// @dev Checks ERC-7739's `TypedDataSign`: an app's typed data was signed in the app's domain, together
    /// with the account's.
    function _signsTypedData(bytes32 hash, bytes calldata encoded) private view returns (bool) {
        (
            bytes calldata signature,
            bytes32 appDomain,
            bytes32 contentsHash,
            string calldata description
        ) = ERC7739Utils.decodeTypedDataSig(encoded);
        // The domain and the contents in the signature must be those that the caller's hash is made of.
        if (hash != MessageHashUtils.toTypedDataHash(appDomain, contentsHash)) return false;

        bytes32 structHash = ERC7739Utils.typedDataSignStructHash(
            description,
            contentsHash,
            abi.encode(NAME_HASH, VERSION_HASH, block.chainid, address(this), bytes32(0))
        );
        // 0 means a malformed description, and would bind neither the contents nor the account.
        if (structHash == 0) return false;
        return _signs(MessageHashUtils.toTypedDataHash(appDomain, structHash), signature);
    }

    /// @dev Returns whether an owner or a validator of the account signed exactly `hash`.
    function _signs(bytes32 hash, bytes calldata signature) private view returns (bool) {
        if (signature.length == SignatureEnvelope.OWNER_SIGNATURE_BYTES)
            return OwnerSignature.isValid(hash, signature);

        address validator = SignatureEnvelope.validator(signature);
        if (!AccountRegistry.layout().has(validator, Role.Validator)) return false;
        // Not a high-level call: its decoder reverts on an answer that is not a `bytes4`, and no `catch`
        // would see that.
        (bool answered, bytes32 answer, ) = LowLevelCall.staticcallReturn64Bytes(
            validator,
            abi.encodeCall(
                IValidationModule.isValidSignatureWithSender,
                (msg.sender, hash, SignatureEnvelope.inner(signature))
            )
        );
        return
            answered &&
            LowLevelCall.returnDataSize() > 0x1f &&
            answer == bytes32(IERC1271.isValidSignature.selector);
    }
}

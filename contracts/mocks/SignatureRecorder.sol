// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IERC7579Module, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";

/// @title A validator that accepts a signature for one sender only, and only if no byte is missing or added
/// @notice Accepts every transaction.
contract SignatureRecorder is IValidationModule {
    /// @notice Returns a signature: a text, followed by a hash of the text and of the sender it is good for.
    function signatureFor(
        address sender,
        bytes calldata text
    ) external pure returns (bytes memory signature) {
        return bytes.concat(text, _vouch(sender, text));
    }

    /// @inheritdoc IERC7579Module
    function onInstall(bytes calldata) external {}

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata) external {}

    /// @inheritdoc IValidationModule
    function validateTransaction(bytes32, Transaction calldata) external pure returns (bool) {
        return true;
    }

    /// @inheritdoc IValidationModule
    function validateSignature(bytes32, bytes calldata) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IValidationModule
    function isValidSignatureWithSender(
        address sender,
        bytes32,
        bytes calldata signature
    ) external pure returns (bytes4) {
        if (signature.length < 32) return 0xffffffff;
        uint256 end = signature.length - 32;
        return
            bytes32(signature[end:]) == _vouch(sender, signature[:end])
                ? IERC1271.isValidSignature.selector
                : bytes4(0xffffffff);
    }

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_VALIDATOR;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC165).interfaceId || interfaceId == type(IValidationModule).interfaceId;
    }

    function _vouch(address sender, bytes calldata text) private pure returns (bytes32) {
        return keccak256(abi.encode(sender, text));
    }
}

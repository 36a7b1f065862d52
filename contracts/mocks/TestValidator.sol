// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC7579Module, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {SignatureEnvelope} from "../account/validation/SignatureEnvelope.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";
import {TestModule} from "./TestModule.sol";

/// @title A validator with a password instead of a key
/// @notice The install data is `abi.encode(bytes32 passwordHash)`, the signature is the password. Once used
/// it is no longer secret, which does not matter in tests.
contract TestValidator is IValidationModule, TestModule {
    /// @notice The password's hash, by account.
    mapping(address account => bytes32) public passwordHash;

    /// @notice The hash of the last transaction it was asked about, re-encoded by the compiler, by account.
    mapping(address account => bytes32) public lastTransaction;

    /// @notice The hash that had to be signed for it, by account.
    mapping(address account => bytes32) public lastSignedHash;

    /// @notice Thrown when the transaction breaks the validator's only rule.
    error ValueForbidden(uint256 value);

    /// @notice The value, in wei, of the transactions that break the validator's rule.
    uint256 public constant FORBIDDEN_VALUE = 666;

    /// @inheritdoc IERC7579Module
    function onInstall(bytes calldata data) public virtual override(IERC7579Module, TestModule) {
        super.onInstall(data);
        if (data.length != 0) passwordHash[msg.sender] = abi.decode(data, (bytes32));
    }

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata data) public override(IERC7579Module, TestModule) {
        super.onUninstall(data);
        delete passwordHash[msg.sender];
    }

    /// @inheritdoc IValidationModule
    function validateTransaction(
        bytes32 signedHash,
        Transaction calldata transaction
    ) external returns (bool) {
        if (transaction.value == FORBIDDEN_VALUE) revert ValueForbidden(transaction.value);
        lastTransaction[msg.sender] = keccak256(abi.encode(transaction));
        lastSignedHash[msg.sender] = signedHash;
        return _isPassword(SignatureEnvelope.inner(transaction.signature));
    }

    /// @inheritdoc IValidationModule
    function validateSignature(bytes32, bytes calldata signature) external view returns (bool) {
        return _isPassword(signature);
    }

    /// @inheritdoc IValidationModule
    /// @dev Refuses senders with code, so that a test sees whether the account passes on who asked.
    function isValidSignatureWithSender(
        address sender,
        bytes32,
        bytes calldata signature
    ) external view returns (bytes4) {
        return
            sender.code.length == 0 && _isPassword(signature)
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

    function _isPassword(bytes calldata signature) private view returns (bool) {
        return keccak256(signature) == passwordHash[msg.sender];
    }
}

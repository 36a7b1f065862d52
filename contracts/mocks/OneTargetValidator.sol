// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureEnvelope} from "../account/validation/SignatureEnvelope.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";
import {TransactionOnlyValidator} from "../utils/TransactionOnlyValidator.sol";

/// @title A validator whose key may call one contract and nothing else
contract OneTargetValidator is TransactionOnlyValidator {
    /// @notice The key that an account allows, and the one contract that it may call.
    struct Permission {
        address key;
        address target;
    }

    /// @dev Keyed by the account: other storage may not be read while a transaction is validated.
    mapping(address account => Permission) private _permissions;

    /// @notice Thrown when the transaction calls anything but the one contract that its key may call.
    error OtherTarget(uint256 target);

    /// @inheritdoc IERC7579Module
    /// @dev `data` is `abi.encode(address key, address target)`.
    function onInstall(bytes calldata data) external {
        _permissions[msg.sender] = abi.decode(data, (Permission));
    }

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata) external {
        delete _permissions[msg.sender];
    }

    /// @inheritdoc IValidationModule
    /// @dev Answers a wrong signature with false, since gas is estimated with one; reverts for a broken rule.
    function validateTransaction(
        bytes32 signedHash,
        Transaction calldata transaction
    ) external view returns (bool) {
        Permission memory permission = _permissions[msg.sender];
        bool calls = transaction.to == uint160(permission.target) && transaction.value == 0;
        if (!calls || transaction.paymaster != 0) revert OtherTarget(transaction.to);
        bytes calldata signature = SignatureEnvelope.inner(transaction.signature);
        // To the byte: whoever passes a transaction on could add some, which the account would pay for.
        bool isWhole =
            keccak256(transaction.signature) == keccak256(abi.encode(signature, address(this), bytes("")));
        (address signer, , ) = ECDSA.tryRecoverCalldata(signedHash, signature);
        return isWhole && signer != address(0) && signer == permission.key;
    }
}

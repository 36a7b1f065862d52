// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {NONCE_HOLDER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {INonceHolder} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/INonceHolder.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {IValidationHook} from "../modules/IValidationHook.sol";
import {IValidationModule} from "../modules/IValidationModule.sol";
import {AccountCalls} from "../execution/AccountCalls.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {HookUnlinking} from "../modules/HookUnlinking.sol";
import {OwnerSignature} from "./OwnerSignature.sol";
import {SignatureEnvelope} from "./SignatureEnvelope.sol";
import {TransactionForwarding} from "./TransactionForwarding.sol";

/// @title Whether the account agrees to a transaction
/// @dev Runs under the chain's validation rules: no storage but the account's own and what is keyed by it, no block
/// context, no immutables.
library TransactionValidation {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev Consumes the nonce, asks the signature's owner or validator, asks the validation hooks.
    ///
    /// A wrong signature is answered with false after the same work as a right one: gas is estimated with stub signatures,
    /// and the caller turns the answer into whatever its protocol wants. Reverts if the nonce is not the next one, if a
    /// validator finds a rule broken, or if a hook refuses.
    /// @param signedHash the transaction's EIP-712 hash
    /// @return authorized whether one who may sign for the account did
    function authorize(
        bytes32 signedHash,
        Transaction calldata transaction
    ) internal returns (bool authorized) {
        _consumeNonce(transaction.nonce);
        authorized = _isSigned(signedHash, transaction);
        _runValidationHooks(signedHash, transaction);
    }

    /// @dev The upper 192 bits of a nonce are its key. Key 0 is the account's ordinary nonce; others count on their own.
    function _consumeNonce(uint256 nonce) private {
        bytes4 selector =
            nonce >> 64 == 0
                ? INonceHolder.incrementMinNonceIfEquals.selector
                : INonceHolder.incrementMinNonceIfEqualsKeyed.selector;
        bool consumed = SystemContractsCaller.systemCall(
            AccountCalls.gasForSystemCall(),
            address(NONCE_HOLDER_SYSTEM_CONTRACT),
            0,
            abi.encodeWithSelector(selector, nonce)
        );
        if (!consumed) LowLevelCall.bubbleRevert();
    }

    function _isSigned(bytes32 signedHash, Transaction calldata transaction) private returns (bool) {
        bytes calldata signature = transaction.signature;
        if (signature.length == SignatureEnvelope.OWNER_SIGNATURE_BYTES) {
            return OwnerSignature.isValid(signedHash, signature);
        }
        address validator = SignatureEnvelope.validator(signature);
        if (!AccountRegistry.layout().has(validator, Role.Validator)) return false;
        return
            TransactionForwarding.forward(
                validator,
                IValidationModule.validateTransaction.selector,
                signedHash,
                transaction
            ) == 1;
    }

    function _runValidationHooks(bytes32 signedHash, Transaction calldata transaction) private {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        if (registry.count(Role.ValidationHook) == 0) return;
        if (HookUnlinking.isAll(transaction)) return;

        address[] memory hooks = registry.list(Role.ValidationHook);
        for (uint256 i = 0; i < hooks.length; ++i) {
            TransactionForwarding.forward(
                hooks[i],
                IValidationHook.validationHook.selector,
                signedHash,
                transaction
            );
        }
    }
}

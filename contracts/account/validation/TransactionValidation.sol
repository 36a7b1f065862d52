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

/// @title Decides whether the account agrees to a transaction
/// @dev Runs under the chain's validation rules: it reads no storage but the account's own and what is keyed
/// by the account, no block context, and no immutables.
library TransactionValidation {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev Consumes the nonce, asks the owner or validator that the signature names, and runs the validation
    /// hooks.
    ///
    /// For a wrong signature it returns false after the same work as for a right one: gas is estimated with
    /// stub signatures, and the caller turns the answer into whatever its protocol wants. Reverts if the
    /// nonce is not the next one, if a validator finds that a rule is broken, or if a hook refuses.
    /// @param signedHash the transaction's EIP-712 hash
    /// @return authorized whether someone who may sign for the account did
    function authorize(
        bytes32 signedHash,
        Transaction calldata transaction
    ) internal returns (bool authorized) {
        _consumeNonce(transaction.nonce);
        authorized = _isSigned(signedHash, transaction);
        _runValidationHooks(signedHash, transaction);
    }

    /// @dev Consumes a nonce through the chain's nonce holder; reverts as that does. The upper 192 bits of a
    /// nonce are its key. Key 0 holds the account's ordinary nonce; nonces of other keys count independently.
    function _consumeNonce(uint256 nonce) private {
        bytes4 selector =
            nonce >> 64 == 0
                ? INonceHolder.incrementMinNonceIfEquals.selector
                : INonceHolder.incrementMinNonceIfEqualsKeyed.selector;
        // The nonce holder accepts system calls only, and reverts if the nonce is not the next one.
        bool consumed = SystemContractsCaller.systemCall(
            AccountCalls.gasForSystemCall(),
            address(NONCE_HOLDER_SYSTEM_CONTRACT),
            0,
            abi.encodeWithSelector(selector, nonce)
        );
        if (!consumed) LowLevelCall.bubbleRevert();
    }

    /// @dev Returns whether an owner or an installed validator accepts the signature. Only an answer of
    /// exactly 1 counts.
    function _isSigned(bytes32 signedHash, Transaction calldata transaction) private returns (bool) {
        bytes calldata signature = transaction.signature;
        if (signature.length == SignatureEnvelope.OWNER_SIGNATURE_BYTES) {
            return OwnerSignature.isValid(signedHash, signature);
        }
        address validator = SignatureEnvelope.validator(signature);
        // A signature can name any contract as its validator, so only installed ones are asked.
        if (!AccountRegistry.layout().has(validator, Role.Validator)) return false;
        return
            TransactionForwarding.forward(
                validator,
                IValidationModule.validateTransaction.selector,
                signedHash,
                transaction
            ) == 1;
    }

    /// @dev Runs the validation hooks in the order they were added, except for a transaction that only
    /// removes a hook.
    function _runValidationHooks(bytes32 signedHash, Transaction calldata transaction) private {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        if (registry.count(Role.ValidationHook) == 0) return;
        // Otherwise a hook could refuse its own removal.
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

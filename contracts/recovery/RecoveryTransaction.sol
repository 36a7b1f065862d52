// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPaymasterFlow} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymasterFlow.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IGuardianRecoveryModule} from "./IGuardianRecoveryModule.sol";
import {IWebAuthnModule} from "../passkey/IWebAuthnModule.sol";
import {AbiBytes} from "../utils/AbiBytes.sol";
import {TransactionFields} from "../utils/TransactionFields.sol";

/// @title Recognises the one kind of transaction that finishes a recovery
/// @dev Anyone may send it, sometimes at the account's expense. So everything that could make it more
/// expensive is fixed: the call and the signature to the byte, no value, no bytecode to publish. Whether its
/// execution fails matters only to whoever pays: the recovery waits until its key is added.
library RecoveryTransaction {
    using TransactionFields for Transaction;

    /// @dev Reverts unless `transaction` is nothing but a call of `passkeyModule.addValidationKey`.
    /// @return hashedOriginDomain the keccak256 of the origin that the key is for
    /// @return hashedCredentialId the keccak256 of the raw credential id
    /// @return x the public key's x coordinate
    /// @return y the public key's y coordinate
    function read(
        Transaction calldata transaction,
        address passkeyModule
    ) internal pure returns (bytes32 hashedOriginDomain, bytes32 hashedCredentialId, bytes32 x, bytes32 y) {
        if (transaction.to != uint160(passkeyModule))
            revert IGuardianRecoveryModule.NotThePasskeyModule(transaction.to);
        if (transaction.value != 0) revert IGuardianRecoveryModule.ValueNotAllowed(transaction.value);
        (bool ok, bytes calldata factoryDeps) = transaction.tryField(TransactionFields.FACTORY_DEPS);
        if (!ok || factoryDeps.length != 0)
            revert IGuardianRecoveryModule.FactoryDependenciesNotAllowed(factoryDeps.length);
        _checkPaymaster(transaction);
        // If the field is incomplete it reads as empty, which is not such a call.
        (, bytes calldata data) = transaction.tryField(TransactionFields.DATA);
        return _readCall(data);
    }

    /// @dev Returns whether the transaction could cost the account anything. At a price of 0 it could not,
    /// but a sequencer that charges fees does not accept it. Whoever submits it from outside pays for it, and
    /// may let it say 0.
    function isPaidByAccount(Transaction calldata transaction) internal pure returns (bool) {
        return transaction.paymaster == 0 && transaction.maxFeePerGas != 0;
    }

    /// @dev Returns whether the transaction has the signature that every finishing transaction has, to the
    /// byte: it names this module as the validator and says nothing else.
    function isSigned(Transaction calldata transaction) internal view returns (bool) {
        (bool ok, bytes calldata signature) = transaction.tryField(TransactionFields.SIGNATURE);
        return ok && keccak256(signature) == keccak256(abi.encode(bytes(""), address(this), bytes("")));
    }

    /// @dev Reverts unless there is a paymaster with the general flow, or neither a paymaster nor input for
    /// one.
    function _checkPaymaster(Transaction calldata transaction) private pure {
        (bool ok, bytes calldata input) = transaction.tryField(TransactionFields.PAYMASTER_INPUT);
        // Without a paymaster, any input would only be bytes that the account pays for.
        bool isAllowed =
            transaction.paymaster == 0
                ? ok && input.length == 0
                : input.length >= 4 && bytes4(input) == IPaymasterFlow.general.selector;
        if (!isAllowed) revert IGuardianRecoveryModule.PaymasterFlowNotAllowed();
    }

    /// @dev Reads the arguments of `addValidationKey`. Reverts with `NotAddValidationKey` if encoding them
    /// again does not give `data` exactly.
    /// @return hashedOriginDomain the keccak256 of the origin
    /// @return hashedCredentialId the keccak256 of the raw credential id
    /// @return x the public key's x coordinate
    /// @return y the public key's y coordinate
    function _readCall(
        bytes calldata data
    ) private pure returns (bytes32 hashedOriginDomain, bytes32 hashedCredentialId, bytes32 x, bytes32 y) {
        if (data.length < 4 || bytes4(data) != IWebAuthnModule.addValidationKey.selector)
            revert IGuardianRecoveryModule.NotAddValidationKey();
        bytes calldata arguments = data[4:];
        // Head words 1 and 2 are the key. If the arguments are malformed or cut off, whatever is read of them
        // encodes to something else, and the comparison below fails.
        (, bytes calldata credentialId) = AbiBytes.tryMember(arguments, 0);
        (, bytes calldata origin) = AbiBytes.tryMember(arguments, 3);
        (x, y) = (bytes32(AbiBytes.word(arguments, 0x20)), bytes32(AbiBytes.word(arguments, 0x40)));
        bytes memory canonical = abi.encodeCall(
            IWebAuthnModule.addValidationKey,
            (credentialId, [x, y], string(origin))
        );
        if (keccak256(canonical) != keccak256(data)) revert IGuardianRecoveryModule.NotAddValidationKey();
        return (keccak256(origin), keccak256(credentialId), x, y);
    }
}

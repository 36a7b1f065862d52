// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPaymasterFlow} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymasterFlow.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IGuardianRecoveryModule} from "../interfaces/IGuardianRecoveryModule.sol";
import {IWebAuthnModule} from "../interfaces/IWebAuthnModule.sol";
import {AbiBytes} from "./AbiBytes.sol";

/// @title The one kind of transaction that finishes a recovery
/// @dev Anyone may send it, at the account's expense. So whatever could make it dearer is fixed: the call and the
/// signature to the byte, no value, no bytecode to publish. And whatever could make its execution fail once the recovery
/// is used up is refused before: too little gas above all.
library RecoveryTransaction {
    /// @dev Adding a key takes about 130,000 gas on the EVM and, where the chain charges for published state, what four
    /// new slots cost there besides.
    uint256 internal constant LEAST_GAS = 2_000_000;

    /// @dev Reverts unless `transaction` is nothing but a call of `passkeyModule.addValidationKey`.
    /// @return hashedOriginDomain the keccak256 of the origin the key is for
    /// @return hashedCredentialId the keccak256 of the raw credential id
    /// @return x the public key
    /// @return y the public key
    function read(
        Transaction calldata transaction,
        address passkeyModule
    ) internal pure returns (bytes32 hashedOriginDomain, bytes32 hashedCredentialId, bytes32 x, bytes32 y) {
        if (transaction.to != uint160(passkeyModule))
            revert IGuardianRecoveryModule.NotThePasskeyModule(transaction.to);
        if (transaction.value != 0) revert IGuardianRecoveryModule.ValueNotAllowed(transaction.value);
        if (transaction.gasLimit < LEAST_GAS)
            revert IGuardianRecoveryModule.TooLittleGas(transaction.gasLimit, LEAST_GAS);
        if (transaction.factoryDeps.length != 0)
            revert IGuardianRecoveryModule.FactoryDependenciesNotAllowed(transaction.factoryDeps.length);
        _checkPaymaster(transaction);
        return _readCall(transaction.data);
    }

    /// @dev The signature every finishing transaction has.
    function signature() internal view returns (bytes memory) {
        return abi.encode(bytes(""), address(this), bytes(""));
    }

    function _checkPaymaster(Transaction calldata transaction) private pure {
        if (transaction.paymaster == 0) return;
        bytes calldata input = transaction.paymasterInput;
        if (input.length < 4 || bytes4(input) != IPaymasterFlow.general.selector)
            revert IGuardianRecoveryModule.PaymasterFlowNotAllowed();
    }

    function _readCall(
        bytes calldata data
    ) private pure returns (bytes32 hashedOriginDomain, bytes32 hashedCredentialId, bytes32 x, bytes32 y) {
        if (data.length < 4 || bytes4(data) != IWebAuthnModule.addValidationKey.selector)
            revert IGuardianRecoveryModule.NotAddValidationKey();
        bytes calldata arguments = data[4:];
        // Head words 1 and 2 are the key. Whatever is read of arguments that are malformed or cut off, their encoding is
        // not what is compared with them below.
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

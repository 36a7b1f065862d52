// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {NONCE_HOLDER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {ACCOUNT_VALIDATION_SUCCESS_MAGIC} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IAccount.sol";
import {INonceHolder} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/INonceHolder.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {
    Transaction,
    TransactionHelper
} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A smart account that one key signs for
contract OwnedAccount {
    using TransactionHelper for Transaction;

    address public immutable owner;

    constructor(address _owner) {
        owner = _owner;
    }

    receive() external payable {}

    function validateTransaction(
        bytes32,
        bytes32 signedHash,
        Transaction calldata transaction
    ) external payable returns (bytes4 magic) {
        SystemContractsCaller.systemCallWithPropagatedRevert(
            uint32(gasleft()),
            address(NONCE_HOLDER_SYSTEM_CONTRACT),
            0,
            abi.encodeCall(INonceHolder.incrementMinNonceIfEquals, (transaction.nonce))
        );
        (address signer, , ) = ECDSA.tryRecover(signedHash, transaction.signature);
        return signer == owner ? ACCOUNT_VALIDATION_SUCCESS_MAGIC : bytes4(0);
    }

    function payForTransaction(bytes32, bytes32, Transaction calldata transaction) external payable {
        require(transaction.payToTheBootloader());
    }

    function executeTransaction(bytes32, bytes32, Transaction calldata transaction) external payable {
        (bool done, ) = address(uint160(transaction.to)).call{value: transaction.value}(transaction.data);
        require(done);
    }
}

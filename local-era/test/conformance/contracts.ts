import { toHex } from "../../src/primitives/hex.ts";
import { compile } from "../helpers/compile.ts";
import type { Artifact } from "../rpc/counter.ts";

/** Contains what the conformance suites call: a token, a paymaster, an account with two keys, a batch of calls. */
const SOURCE = `
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Transaction, TransactionHelper} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {INonceHolder} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/INonceHolder.sol";
import {NONCE_HOLDER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";

contract Token is ERC20("Token", "TKN"), EIP712("Token", "1") {
    constructor(address to) { _mint(to, 1000 ether); }
}

contract Paymaster {
    ERC20 public immutable token;
    constructor(ERC20 accepted) payable { token = accepted; }
    receive() external payable {}

    function validateAndPayForPaymasterTransaction(bytes32, bytes32, Transaction calldata transaction)
        external payable returns (bytes4 magic, bytes memory)
    {
        bytes4 flow = bytes4(transaction.paymasterInput[0:4]);
        if (flow == bytes4(keccak256("approvalBased(address,uint256,bytes)"))) {
            require(token.transferFrom(address(uint160(transaction.from)), address(this), 5));
        }
        (bool paid,) = msg.sender.call{value: transaction.maxFeePerGas * transaction.gasLimit}("");
        require(paid, "cannot pay");
        magic = this.validateAndPayForPaymasterTransaction.selector;
    }

    function postTransaction(bytes calldata, Transaction calldata, bytes32, bytes32, uint8, uint256) external payable {}
}

contract TwoKeyAccount {
    using TransactionHelper for Transaction;
    address public first;
    address public second;
    constructor(address a, address b) { first = a; second = b; }
    receive() external payable {}

    function signedByBoth(bytes32 hash, bytes memory signature) internal view returns (bool) {
        if (signature.length != 130) return false;
        return recover(hash, signature, 0) == first && recover(hash, signature, 65) == second;
    }

    function recover(bytes32 hash, bytes memory signature, uint256 offset) internal pure returns (address) {
        bytes32 r; bytes32 s; uint8 v;
        assembly {
            let start := add(add(signature, 0x20), offset)
            r := mload(start)
            s := mload(add(start, 0x20))
            v := byte(0, mload(add(start, 0x40)))
        }
        return ecrecover(hash, v, r, s);
    }

    function isValidSignature(bytes32 hash, bytes memory signature) external view returns (bytes4) {
        return signedByBoth(hash, signature) ? this.isValidSignature.selector : bytes4(0xffffffff);
    }

    function validateTransaction(bytes32, bytes32 signedHash, Transaction calldata transaction)
        external payable returns (bytes4)
    {
        SystemContractsCaller.systemCallWithPropagatedRevert(uint32(gasleft()), address(NONCE_HOLDER_SYSTEM_CONTRACT), 0,
            abi.encodeCall(INonceHolder.incrementMinNonceIfEquals, (transaction.nonce)));
        return signedByBoth(signedHash, transaction.signature) ? this.validateTransaction.selector : bytes4(0);
    }

    function payForTransaction(bytes32, bytes32, Transaction calldata transaction) external payable {
        require(transaction.payToTheBootloader());
    }

    function prepareForPaymaster(bytes32, bytes32, Transaction calldata transaction) external payable {
        transaction.processPaymasterInput();
    }

    function executeTransaction(bytes32, bytes32, Transaction calldata transaction) external payable {
        (bool ok, bytes memory reason) = address(uint160(transaction.to)).call{value: transaction.value}(transaction.data);
        if (!ok) assembly { revert(add(reason, 0x20), mload(reason)) }
    }
}

contract Batch {
    struct Call { address target; bool allowFailure; bytes callData; }
    struct Result { bool success; bytes returnData; }

    function aggregate3(Call[] calldata calls) external payable returns (Result[] memory results) {
        results = new Result[](calls.length);
        for (uint256 i; i < calls.length; i++) {
            (results[i].success, results[i].returnData) = calls[i].target.call(calls[i].callData);
            require(results[i].success || calls[i].allowFailure, "a call failed");
        }
    }

    function isValidSig(address signer, bytes32 hash, bytes calldata signature) external view returns (bool) {
        if (signer.code.length == 0) return false;
        return TwoKeyAccount(payable(signer)).isValidSignature(hash, signature) == TwoKeyAccount.isValidSignature.selector;
    }
}`;

/** Returns a contract of the laboratory, compiled once. */
export function labArtifact(name: "Token" | "Paymaster" | "TwoKeyAccount" | "Batch"): Artifact {
  const { abi, bytecode } = compile(SOURCE).get(name)!;
  return { abi: JSON.stringify(abi), bytecode: toHex(bytecode) };
}

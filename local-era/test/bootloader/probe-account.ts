/** Is a smart account that does in each lifecycle step what its storage says, and records what it saw. */
export const PROBE_SOURCE = `
pragma solidity ^0.8.24;
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {INonceHolder} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/INonceHolder.sol";
import {NONCE_HOLDER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";

contract ProbeAccount {
    enum Fault { None, WrongMagic, ShortReturn, Revert, KeepNonce, Underpay, RevertPayment, RevertPreparation, RevertExecution, Spin }
    event Step(string name, address sender, address origin, bytes32 txHash, bytes32 signedHash, uint256 gasPrice);
    error Broken(string step);
    Fault public fault;
    uint256 public steps;

    constructor() payable {}
    receive() external payable {}
    function setFault(Fault next) external { fault = next; }

    function validateTransaction(bytes32 txHash, bytes32 signedHash, Transaction calldata transaction) external payable returns (bytes4 magic) {
        emit Step("validate", msg.sender, tx.origin, txHash, signedHash, tx.gasprice);
        if (fault != Fault.KeepNonce) {
            SystemContractsCaller.systemCallWithPropagatedRevert(uint32(gasleft()), address(NONCE_HOLDER_SYSTEM_CONTRACT), 0,
                abi.encodeCall(INonceHolder.incrementMinNonceIfEquals, (transaction.nonce)));
        }
        if (fault == Fault.Revert) revert Broken("validate");
        if (fault == Fault.ShortReturn) { assembly { return(0, 0) } }
        if (fault == Fault.Spin) { while (true) { steps++; } }
        return fault == Fault.WrongMagic ? bytes4(0) : this.validateTransaction.selector;
    }

    function payForTransaction(bytes32 txHash, bytes32 signedHash, Transaction calldata transaction) external payable {
        emit Step("pay", msg.sender, tx.origin, txHash, signedHash, tx.gasprice);
        if (fault == Fault.RevertPayment) revert Broken("pay");
        uint256 fee = transaction.maxFeePerGas * transaction.gasLimit;
        (bool paid,) = msg.sender.call{value: fault == Fault.Underpay ? 1 : fee}("");
        require(paid, "cannot pay");
    }

    function prepareForPaymaster(bytes32 txHash, bytes32 signedHash, Transaction calldata) external payable {
        emit Step("prepare", msg.sender, tx.origin, txHash, signedHash, tx.gasprice);
        if (fault == Fault.RevertPreparation) revert Broken("prepare");
    }

    function executeTransaction(bytes32 txHash, bytes32 signedHash, Transaction calldata transaction) external payable {
        emit Step("execute", msg.sender, tx.origin, txHash, signedHash, tx.gasprice);
        steps++;
        if (fault == Fault.RevertExecution) revert Broken("execute");
        (bool ok,) = address(uint160(transaction.to)).call{value: transaction.value}(transaction.data);
        require(ok, "call failed");
    }
}

contract ProbePaymaster {
    enum Fault { None, WrongMagic, LongContext, Revert, RevertPost }
    event Validated(address sender, address origin, bytes input);
    event Post(bytes context, uint8 result, uint256 maxRefundedGas);
    error NoMoney();
    Fault public fault;
    constructor() payable {}
    receive() external payable {}
    function setFault(Fault next) external { fault = next; }

    function validateAndPayForPaymasterTransaction(bytes32, bytes32, Transaction calldata transaction) external payable returns (bytes4 magic, bytes memory context) {
        emit Validated(msg.sender, tx.origin, transaction.paymasterInput);
        if (fault == Fault.Revert) revert NoMoney();
        (bool paid,) = msg.sender.call{value: transaction.maxFeePerGas * transaction.gasLimit}("");
        require(paid, "cannot pay");
        magic = fault == Fault.WrongMagic ? bytes4(0) : this.validateAndPayForPaymasterTransaction.selector;
        context = fault == Fault.LongContext ? new bytes(1025) : bytes("remember me");
    }

    function postTransaction(bytes calldata context, Transaction calldata, bytes32, bytes32, uint8 result, uint256 maxRefundedGas) external payable {
        if (fault == Fault.RevertPost) revert NoMoney();
        emit Post(context, result, maxRefundedGas);
    }
}`;

export const AccountFault = {
  None: 0,
  WrongMagic: 1,
  ShortReturn: 2,
  Revert: 3,
  KeepNonce: 4,
  Underpay: 5,
  RevertPayment: 6,
  RevertPreparation: 7,
  RevertExecution: 8,
  Spin: 9,
} as const;

export const PaymasterFault = { None: 0, WrongMagic: 1, LongContext: 2, Revert: 3, RevertPost: 4 } as const;

/** Is the word that the contracts publish, which compression does not shorten. */
export const FULL = 2n ** 255n + 1n;

/** Is a contract whose functions publish what their names say, and an account that can publish during validation. */
export const PUBLISHER_SOURCE = `
pragma solidity ^0.8.24;
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {INonceHolder} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/INonceHolder.sol";
import {IL1Messenger} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IL1Messenger.sol";
import {L1_MESSENGER_CONTRACT, NONCE_HOLDER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {SystemContractHelper} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractHelper.sol";

// All 32 bytes of the word are non-zero, as are those of its difference from zero.
uint256 constant FULL = 2 ** 255 + 1;

interface IContext {
    function getCurrentPubdataSpent() external view returns (uint256);
    function getCurrentPubdataCost() external view returns (uint256);
}

contract Publisher {
    mapping(uint256 key => uint256) public words;

    function set(uint256 key, uint256 value) public { words[key] = value; }
    function setAndBack(uint256 key, uint256 value) external { uint256 old = words[key]; words[key] = value; words[key] = old; }
    function setMany(uint256 first, uint256 count) external { for (uint256 i; i < count; ++i) words[first + i] = FULL; }
    function setAndFail(uint256 key) external { words[key] = 1; revert("no"); }
    function tryAndFail(uint256 key) external { try this.setAndFail(key) {} catch {} }
    function emitEvent() external { emit Written(1); }
    function message(bytes calldata text) external { IL1Messenger(address(L1_MESSENGER_CONTRACT)).sendToL1(text); }
    function nothing() external {}
    event Written(uint256);

    function spent(uint256 key, uint256 value) external returns (uint256 meta, uint256 bytes_, uint256 cost) {
        words[key] = value;
        meta = SystemContractHelper.getZkSyncMetaBytes() & type(uint32).max;
        bytes_ = IContext(address(0x800b)).getCurrentPubdataSpent();
        cost = IContext(address(0x800b)).getCurrentPubdataCost();
    }
}

contract PublishingAccount {
    mapping(uint256 key => uint256) public words;
    uint256 public inValidation;
    uint256 public inExecution;

    constructor() payable {}
    receive() external payable {}
    function setCounts(uint256 validation, uint256 execution) external { (inValidation, inExecution) = (validation, execution); }
    function _publish(uint256 first, uint256 count) internal { for (uint256 i; i < count; ++i) words[first + i] = FULL; }

    function validateTransaction(bytes32, bytes32, Transaction calldata transaction) external payable returns (bytes4) {
        SystemContractsCaller.systemCallWithPropagatedRevert(uint32(gasleft()), address(NONCE_HOLDER_SYSTEM_CONTRACT), 0,
            abi.encodeCall(INonceHolder.incrementMinNonceIfEquals, (transaction.nonce)));
        _publish(0, inValidation);
        return this.validateTransaction.selector;
    }
    function payForTransaction(bytes32, bytes32, Transaction calldata transaction) external payable {
        (bool paid,) = msg.sender.call{value: transaction.maxFeePerGas * transaction.gasLimit}("");
        require(paid);
    }
    function prepareForPaymaster(bytes32, bytes32, Transaction calldata) external payable {}
    function executeTransaction(bytes32, bytes32, Transaction calldata) external payable {
        _publish(1000, inExecution);
    }
}

contract PublishingPaymaster {
    mapping(uint256 key => uint256) public words;
    uint256 public inPost;
    uint256 public lastRefund;
    constructor() payable {}
    receive() external payable {}
    function setCount(uint256 count) external { inPost = count; lastRefund = 1; words[0] = 1; }
    function validateAndPayForPaymasterTransaction(bytes32, bytes32, Transaction calldata transaction) external payable returns (bytes4, bytes memory) {
        (bool paid,) = msg.sender.call{value: transaction.maxFeePerGas * transaction.gasLimit}("");
        require(paid);
        return (this.validateAndPayForPaymasterTransaction.selector, "");
    }
    function postTransaction(bytes calldata, Transaction calldata, bytes32, bytes32, uint8, uint256 maxRefundedGas) external payable {
        lastRefund = maxRefundedGas;
        for (uint256 i = 1; i <= inPost; ++i) words[i] = FULL;
    }
}`;

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {BOOTLOADER_FORMAL_ADDRESS} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {
    ExecutionResult,
    IPaymaster,
    PAYMASTER_VALIDATION_SUCCESS_MAGIC
} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymaster.sol";
import {IPaymasterFlow} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymasterFlow.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {AddressWord} from "../utils/AddressWord.sol";
import {BootloaderOnly} from "../utils/BootloaderOnly.sol";
import {ISsoPaymaster} from "./ISsoPaymaster.sol";
import {PeriodSpending} from "./PeriodSpending.sol";

/// @title Pays the fees of newcomers
/// @dev Counts a transaction twice. When it is accepted, with the most it can cost, so that the limits hold
/// whatever happens then. And once it is over, with what it really cost, measured by how much this contract's
/// balance has fallen.
///
/// `postTransaction` would not do for the second count. It receives an upper bound of the refund, from which
/// the chain still takes the price of published state, so counting by it would count too little; it is not
/// called at all if the transaction ran out of gas; and it has to be paid for as well. By the next
/// transaction that is paid for, the refund is here to the wei. So that transaction, or a withdrawal, settles
/// the one before.
contract SsoPaymaster is ISsoPaymaster, BootloaderOnly, Ownable2Step, Pausable {
    using PeriodSpending for PeriodSpending.Spending;

    /// @dev The last transaction, as long as it is counted with the most it can cost.
    struct Unsettled {
        address sender;
        /// The amount it is counted with, in wei.
        uint128 counted;
        uint128 periodId;
        /// This contract's balance when it began, plus what was put in since, in wei.
        uint256 balance;
    }

    /// @inheritdoc ISsoPaymaster
    Limits public limits;
    mapping(address target => mapping(bytes4 selector => bool sponsored)) private _sponsored;
    PeriodSpending.Spending private _total;
    mapping(address sender => PeriodSpending.Spending spending) private _senders;
    Unsettled private _last;

    /// @notice Sets the owner, the first calls to pay for, and the first limits. Reverts with `ZeroPeriod`
    /// for a period of 0.
    /// @param owner who decides what is paid for, and may take the ETH out
    /// @param calls the first calls that are paid for
    /// @param firstLimits the first limits
    constructor(address owner, SponsoredCall[] memory calls, Limits memory firstLimits) Ownable(owner) {
        _setSponsored(calls, true);
        _setLimits(firstLimits);
    }

    /// @notice Refills the paymaster. Anyone may do so.
    receive() external payable {
        _refill();
    }

    /// @inheritdoc IPaymaster
    /// @dev Only the bootloader may call this, and not during a pause. Pays for a listed call, in the general
    /// flow, if the most it can cost is within both limits. If it is not, returns no magic value instead of
    /// reverting: an estimation tries far more gas than is needed, does not look at the magic value, and
    /// would mistake a revert for a lack of gas. A transaction without the magic value is dropped outside of
    /// an estimation, with all its effects. Reverts with the reason for every other refusal.
    function validateAndPayForPaymasterTransaction(
        bytes32,
        bytes32,
        Transaction calldata transaction
    ) external payable onlyBootloader whenNotPaused returns (bytes4 magic, bytes memory context) {
        _checkFlow(transaction.paymasterInput);
        address sender = AddressWord.narrow(transaction.from);
        _checkCall(sender, transaction);
        uint256 fee = Math.saturatingMul(transaction.gasLimit, transaction.maxFeePerGas);

        _settle();
        if (fee > address(this).balance) revert BalanceTooLow(fee, address(this).balance);
        if (_count(sender, fee)) magic = PAYMASTER_VALIDATION_SUCCESS_MAGIC;
        // No context: nothing depends on the transaction's outcome.
        context = "";
        // The bootloader keeps what it needs and sends the rest back at once.
        (bool paid, ) = BOOTLOADER_FORMAL_ADDRESS.call{value: fee}("");
        if (!paid) revert FeePaymentFailed(fee);
    }

    /// @inheritdoc IPaymaster
    /// @dev Only the bootloader may call this. Does nothing, for the reasons in the contract's description.
    function postTransaction(
        bytes calldata,
        Transaction calldata,
        bytes32,
        bytes32,
        ExecutionResult,
        uint256
    ) external payable onlyBootloader {}

    /// @inheritdoc ISsoPaymaster
    function setSponsored(SponsoredCall[] calldata calls, bool sponsored) external onlyOwner {
        _setSponsored(calls, sponsored);
    }

    /// @inheritdoc ISsoPaymaster
    function setLimits(Limits calldata newLimits) external onlyOwner {
        _setLimits(newLimits);
    }

    /// @inheritdoc ISsoPaymaster
    function pause() external onlyOwner {
        _pause();
    }

    /// @inheritdoc ISsoPaymaster
    function unpause() external onlyOwner {
        _unpause();
    }

    /// @inheritdoc ISsoPaymaster
    /// @dev Settles first, so that what is taken out does not look like a cost. If it is called in a
    /// transaction that this paymaster pays for, that transaction stays counted with the most it can cost.
    function withdraw(address to, uint256 amount) external onlyOwner {
        _settle();
        if (amount > address(this).balance) revert BalanceTooLow(amount, address(this).balance);
        emit Withdrawn(to, amount);
        (bool sent, ) = to.call{value: amount}("");
        if (!sent) revert WithdrawalFailed(to, amount);
    }

    /// @notice Always reverts: without an owner nobody could take the paymaster's ETH out.
    /// @dev Reverts with `OwnerNeeded`. `transferOwnership` hands the paymaster over.
    function renounceOwnership() public pure override {
        revert OwnerNeeded();
    }

    /// @inheritdoc ISsoPaymaster
    function isSponsored(address target, bytes4 selector) external view returns (bool) {
        return _sponsored[target][selector];
    }

    /// @inheritdoc ISsoPaymaster
    function remaining(address sender) external view returns (uint256 forSender, uint256 forAll) {
        PeriodSpending.Spending memory total = _total;
        PeriodSpending.Spending memory own = _senders[sender];
        Unsettled memory last = _last;
        uint256 tooMuch = _countedTooMuch(last);
        total.giveBack(tooMuch, last.periodId);
        // Settled in memory only, as the next transaction will do it in storage.
        if (last.sender == sender) own.giveBack(tooMuch, last.periodId);
        uint256 periodId = _periodId();
        return (own.left(limits.perSender, periodId), total.left(limits.total, periodId));
    }

    /// @dev Announces ETH that was put in, and adds it to the balance that the last transaction is measured
    /// by. A refund from the bootloader was not put in: it was in the balance before.
    function _refill() private {
        if (msg.sender == BOOTLOADER_FORMAL_ADDRESS) return;
        if (_last.sender != address(0)) _last.balance += msg.value;
        emit Refilled(msg.sender, msg.value);
    }

    /// @dev Lists calls or removes them from the list.
    function _setSponsored(SponsoredCall[] memory calls, bool sponsored) private {
        for (uint256 i; i < calls.length; ++i) {
            _sponsored[calls[i].target][calls[i].selector] = sponsored;
            emit CallSponsored(calls[i].target, calls[i].selector, sponsored);
        }
    }

    /// @dev Replaces the limits.
    function _setLimits(Limits memory newLimits) private {
        if (newLimits.period == 0) revert ZeroPeriod();
        limits = newLimits;
        emit LimitsSet(newLimits);
    }

    /// @dev Recounts the last transaction with what it really cost.
    function _settle() private {
        Unsettled memory last = _last;
        if (last.sender == address(0)) return;
        uint256 tooMuch = _countedTooMuch(last);
        PeriodSpending.Spending memory total = _total;
        PeriodSpending.Spending memory own = _senders[last.sender];
        total.giveBack(tooMuch, last.periodId);
        own.giveBack(tooMuch, last.periodId);
        (_total, _senders[last.sender]) = (total, own);
        delete _last;
    }

    /// @dev Counts a transaction with the most it can cost, if that is within both limits.
    /// @param fee the most it can cost, in wei
    /// @return counted false if it is not, and nothing was counted
    function _count(address sender, uint256 fee) private returns (bool counted) {
        uint256 periodId = _periodId();
        // Within both limits, or neither is touched.
        if (fee > _senders[sender].left(limits.perSender, periodId)) return false;
        if (fee > _total.left(limits.total, periodId)) return false;
        _senders[sender].add(fee, periodId);
        _total.add(fee, periodId);
        _last = Unsettled(sender, uint128(fee), uint128(periodId), address(this).balance);
        return true;
    }

    /// @dev Reverts unless the transaction is a listed call. What is listed under zero is listed for every
    /// sender's own address; calls to the zero address itself cannot be listed.
    function _checkCall(address sender, Transaction calldata transaction) private view {
        if (transaction.data.length < 4) revert NotAFunctionCall(transaction.to);
        address target = AddressWord.narrow(transaction.to);
        bytes4 selector = bytes4(transaction.data);
        // Under zero are the calls that are listed for every sender's own address.
        bool isListed = target != address(0) && _sponsored[target][selector];
        if (!isListed && !(target == sender && _sponsored[address(0)][selector]))
            revert CallNotSponsored(target, selector);
        if (transaction.value != 0) revert ValueNotSponsored(transaction.value);
        if (transaction.factoryDeps.length != 0) revert BytecodeNotSponsored(transaction.factoryDeps.length);
    }

    /// @dev Reverts unless the input asks for the general flow.
    function _checkFlow(bytes calldata input) private pure {
        bytes4 flow = input.length < 4 ? bytes4(0) : bytes4(input);
        if (flow == IPaymasterFlow.approvalBased.selector) revert ApprovalBasedFlowNotSupported();
        if (flow != IPaymasterFlow.general.selector) revert UnknownPaymasterFlow(input);
    }

    /// @dev Returns what was counted in excess of the cost, in wei: the part that stayed here or came back.
    function _countedTooMuch(Unsettled memory last) private view returns (uint256) {
        uint256 cost = Math.saturatingSub(last.balance, address(this).balance);
        return Math.saturatingSub(last.counted, cost);
    }

    /// @dev Returns the number of the present period.
    function _periodId() private view returns (uint256) {
        return block.timestamp / limits.period;
    }
}

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

/// @title The paymaster for newcomers
/// @dev A transaction is counted twice. When it is accepted, with the most it can cost, so that whatever happens then the
/// limits hold. And once it is over, with what it did cost, by what is missing from this contract's balance.
///
/// It could be over in `postTransaction`. But that is told an upper bound of the refund, before the chain takes the price
/// of published state from it, and counting by it would count too little; it is not called at all if the transaction ran
/// out of gas; and it has to be paid for as well. By the next transaction that is paid for, the refund is here to the wei.
contract SsoPaymaster is ISsoPaymaster, BootloaderOnly, Ownable2Step, Pausable {
    using PeriodSpending for PeriodSpending.Spending;

    /// @dev The last transaction, while it is counted with the most it can cost.
    struct Unsettled {
        address sender;
        /// What was counted, in wei.
        uint128 counted;
        uint128 periodId;
        /// The balance it began with, in wei, and what was put in since.
        uint256 balance;
    }

    /// @inheritdoc ISsoPaymaster
    Limits public limits;
    mapping(address target => mapping(bytes4 selector => bool sponsored)) private _sponsored;
    PeriodSpending.Spending private _total;
    mapping(address sender => PeriodSpending.Spending spending) private _senders;
    Unsettled private _last;

    /// @param owner who decides what is paid for, and may take the ETH out
    /// @param calls what is paid for at first
    /// @param firstLimits the limits at first
    constructor(address owner, SponsoredCall[] memory calls, Limits memory firstLimits) Ownable(owner) {
        _setSponsored(calls, true);
        _setLimits(firstLimits);
    }

    /// @notice Refills the paymaster. Anyone may.
    receive() external payable {
        _refill();
    }

    /// @inheritdoc IPaymaster
    /// @dev Pays for a call on the list, in the general flow, if the most it can cost is within both limits. If it is not,
    /// there is no magic value instead of a reason: an estimation tries far more gas than is needed, does not look at the
    /// value, and would take a revert for want of gas. Any other transaction is dropped, with all that was done for it.
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
        // Nothing depends on the transaction's outcome.
        context = "";
        // The bootloader takes what it needs and sends the rest back at once.
        (bool paid, ) = BOOTLOADER_FORMAL_ADDRESS.call{value: fee}("");
        if (!paid) revert FeePaymentFailed(fee);
    }

    /// @inheritdoc IPaymaster
    /// @dev Nothing depends on it: see the contract's head.
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
    /// @dev In a transaction that this paymaster pays for, that one stays counted with the most it can cost.
    function withdraw(address to, uint256 amount) external onlyOwner {
        _settle();
        if (amount > address(this).balance) revert BalanceTooLow(amount, address(this).balance);
        emit Withdrawn(to, amount);
        (bool sent, ) = to.call{value: amount}("");
        if (!sent) revert WithdrawalFailed(to, amount);
    }

    /// @notice Not offered: the ETH of a paymaster without an owner could not be taken out any more.
    /// @dev Always reverts with `OwnerNeeded`; `transferOwnership` hands it over.
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
        if (last.sender == sender) own.giveBack(tooMuch, last.periodId);
        uint256 periodId = _periodId();
        return (own.left(limits.perSender, periodId), total.left(limits.total, periodId));
    }

    /// @dev A refund of the bootloader's is not put in: it was here before.
    function _refill() private {
        if (msg.sender == BOOTLOADER_FORMAL_ADDRESS) return;
        if (_last.sender != address(0)) _last.balance += msg.value;
        emit Refilled(msg.sender, msg.value);
    }

    function _setSponsored(SponsoredCall[] memory calls, bool sponsored) private {
        for (uint256 i; i < calls.length; ++i) {
            _sponsored[calls[i].target][calls[i].selector] = sponsored;
            emit CallSponsored(calls[i].target, calls[i].selector, sponsored);
        }
    }

    function _setLimits(Limits memory newLimits) private {
        if (newLimits.period == 0) revert ZeroPeriod();
        limits = newLimits;
        emit LimitsSet(newLimits);
    }

    /// @dev Counts the last transaction with what it did cost.
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

    /// @dev Counts a transaction with the most it can cost, `fee`, if that is within the limits.
    function _count(address sender, uint256 fee) private returns (bool counted) {
        uint256 periodId = _periodId();
        if (fee > _senders[sender].left(limits.perSender, periodId)) return false;
        if (fee > _total.left(limits.total, periodId)) return false;
        _senders[sender].add(fee, periodId);
        _total.add(fee, periodId);
        _last = Unsettled(sender, uint128(fee), uint128(periodId), address(this).balance);
        return true;
    }

    /// @dev What is listed under the sender's own address is what is listed under zero; nothing is listed for calls of the
    /// zero address itself.
    function _checkCall(address sender, Transaction calldata transaction) private view {
        if (transaction.data.length < 4) revert NotAFunctionCall(transaction.to);
        address target = AddressWord.narrow(transaction.to);
        bytes4 selector = bytes4(transaction.data);
        bool isListed = target != address(0) && _sponsored[target][selector];
        if (!isListed && !(target == sender && _sponsored[address(0)][selector]))
            revert CallNotSponsored(target, selector);
        if (transaction.value != 0) revert ValueNotSponsored(transaction.value);
        if (transaction.factoryDeps.length != 0) revert BytecodeNotSponsored(transaction.factoryDeps.length);
    }

    function _checkFlow(bytes calldata input) private pure {
        bytes4 flow = input.length < 4 ? bytes4(0) : bytes4(input);
        if (flow == IPaymasterFlow.approvalBased.selector) revert ApprovalBasedFlowNotSupported();
        if (flow != IPaymasterFlow.general.selector) revert UnknownPaymasterFlow(input);
    }

    /// @dev What was counted and is still, or again, here.
    function _countedTooMuch(Unsettled memory last) private view returns (uint256) {
        uint256 cost = Math.saturatingSub(last.balance, address(this).balance);
        return Math.saturatingSub(last.counted, cost);
    }

    function _periodId() private view returns (uint256) {
        return block.timestamp / limits.period;
    }
}

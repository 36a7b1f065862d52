// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPaymaster} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymaster.sol";

/// @title Pays the fees of chosen calls, up to a limit
/// @notice Its owner lists the calls that it pays for, and limits how much it spends in each period, on
/// everybody together and on each sender. Counts what a transaction really cost: refunds are given back to
/// the limits. A transaction that can cost more, `gasLimit * maxFeePerGas`, than `remaining` says is answered
/// without the magic value, which drops it.
interface ISsoPaymaster is IPaymaster {
    /// @notice A function of a contract. If `target` is zero it is a function of the sender itself, i.e. of
    /// an account.
    struct SponsoredCall {
        address target;
        bytes4 selector;
    }

    /// @notice How much may be spent in each period, in wei. Period number `n` covers the seconds (Unix time)
    /// from `n * period` to `(n + 1) * period - 1`.
    struct Limits {
        uint128 total;
        uint128 perSender;
        uint64 period;
    }

    /// @notice Emitted when calls of a function are paid for from now on, or no longer.
    event CallSponsored(address indexed target, bytes4 indexed selector, bool sponsored);
    /// @notice Emitted when the limits have changed.
    event LimitsSet(Limits limits);
    /// @notice Emitted when ETH has arrived, in wei, that is not a refund.
    event Refilled(address indexed from, uint256 amount);
    /// @notice Emitted when the owner has taken ETH out, in wei.
    event Withdrawn(address indexed to, uint256 amount);

    /// @notice Thrown when a period of 0 seconds is to be set.
    error ZeroPeriod();
    /// @notice Thrown when the transaction asks for the approval-based flow: use the general flow, this
    /// paymaster takes no tokens.
    error ApprovalBasedFlowNotSupported();
    /// @notice Thrown when the paymaster's input is neither of the protocol's two flows.
    error UnknownPaymasterFlow(bytes paymasterInput);
    /// @notice Thrown when the calldata is shorter than the 4 bytes of a selector.
    error NotAFunctionCall(uint256 target);
    /// @notice Thrown when the owner has not listed this call.
    error CallNotSponsored(address target, bytes4 selector);
    /// @notice Thrown when the transaction sends ETH, in wei: no call that is paid for takes any.
    error ValueNotSponsored(uint256 value);
    /// @notice Thrown when the transaction publishes bytecode, which this paymaster does not pay for.
    /// @param count the number of factory dependencies
    error BytecodeNotSponsored(uint256 count);
    /// @notice Thrown when the paymaster has less ETH than is needed, in wei: its owner has to refill it.
    error BalanceTooLow(uint256 fee, uint256 balance);
    /// @notice Thrown when the bootloader does not accept the fee, in wei.
    error FeePaymentFailed(uint256 fee);
    /// @notice Thrown when the receiver does not accept the ETH.
    error WithdrawalFailed(address to, uint256 amount);
    /// @notice Thrown by `renounceOwnership`: only an owner can take the ETH out. Use `transferOwnership`
    /// instead.
    error OwnerNeeded();

    /// @notice Adds calls to those that are paid for, or removes them.
    /// @dev Only the owner may call this.
    function setSponsored(SponsoredCall[] calldata calls, bool sponsored) external;

    /// @notice Changes the limits. If the period stays the same, what was spent in the present one still
    /// counts.
    /// @dev Only the owner may call this. Reverts with `ZeroPeriod` for a period of 0.
    function setLimits(Limits calldata newLimits) external;

    /// @notice Stops paying for anything until `unpause`.
    /// @dev Only the owner may call this. Reverts if the paymaster is paused already.
    function pause() external;

    /// @notice Ends a pause.
    /// @dev Only the owner may call this. Reverts if the paymaster is not paused.
    function unpause() external;

    /// @notice Takes `amount` wei out.
    /// @dev Only the owner may call this. Reverts with `BalanceTooLow` if there is less, and with
    /// `WithdrawalFailed` if `to` does not accept it.
    function withdraw(address to, uint256 amount) external;

    /// @notice Returns the limits: wei in total, wei per sender, and the period in seconds.
    function limits() external view returns (uint128 total, uint128 perSender, uint64 period);

    /// @notice Returns whether calls of this function are paid for, as far as the limits allow.
    function isSponsored(address target, bytes4 selector) external view returns (bool);

    /// @notice Returns how much may still be spent in the present period, in wei.
    /// @param sender who would send the transaction
    /// @return forSender how much may be spent on this sender
    /// @return forAll how much may be spent on all senders together
    function remaining(address sender) external view returns (uint256 forSender, uint256 forAll);
}

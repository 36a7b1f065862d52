// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPaymaster} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymaster.sol";

/// @title Pays the fees of chosen calls, up to a limit
/// @notice Its owner lists the calls it pays for, and how much it spends in each period, on everybody together and on each
/// sender. Spent is what a transaction really cost: refunds are given back to the limits. A transaction that can cost more,
/// `gasLimit * maxFeePerGas`, than `remaining` says is answered without the magic value, which drops it.
interface ISsoPaymaster is IPaymaster {
    /// @dev A function of a contract. `target == address(0)` stands for the sender itself: an account's own functions.
    struct SponsoredCall {
        address target;
        bytes4 selector;
    }

    /// @dev How much is spent in each period, in wei; period number `n` covers the seconds (Unix time) `n * period` to
    /// `(n + 1) * period - 1`.
    struct Limits {
        uint128 total;
        uint128 perSender;
        uint64 period;
    }

    /// @notice Calls are paid for from now on, or no longer.
    event CallSponsored(address indexed target, bytes4 indexed selector, bool sponsored);
    /// @notice The limits changed.
    event LimitsSet(Limits limits);
    /// @notice ETH arrived that was no refund.
    event Refilled(address indexed from, uint256 amount);
    /// @notice The owner took ETH out.
    event Withdrawn(address indexed to, uint256 amount);

    /// @dev A period has at least one second.
    error ZeroPeriod();
    /// @dev The paymaster takes no tokens: use the general flow.
    error ApprovalBasedFlowNotSupported();
    /// @dev The paymaster's input is neither of the protocol's two flows.
    error UnknownPaymasterFlow(bytes paymasterInput);
    /// @dev A transaction with less than four bytes of calldata calls no function.
    error NotAFunctionCall(uint256 target);
    /// @dev The paymaster does not pay for this call.
    error CallNotSponsored(address target, bytes4 selector);
    /// @dev None of the calls paid for takes ETH.
    error ValueNotSponsored(uint256 value);
    /// @dev The paymaster does not pay for publishing bytecode.
    error BytecodeNotSponsored(uint256 count);
    /// @dev The paymaster has less ETH than the fee: its owner has to refill it.
    error BalanceTooLow(uint256 fee, uint256 balance);
    /// @dev The bootloader did not take the fee.
    error FeePaymentFailed(uint256 fee);
    /// @dev The receiver did not take the ETH.
    error WithdrawalFailed(address to, uint256 amount);
    /// @dev The paymaster is never without an owner, who alone can take its ETH out.
    error OwnerNeeded();

    /// @notice Adds calls to those paid for, or takes them off.
    /// @dev Only the owner.
    function setSponsored(SponsoredCall[] calldata calls, bool sponsored) external;

    /// @notice Changes the limits. With the same period, what was spent in the present one still counts.
    /// @dev Only the owner. Reverts for a period of 0.
    function setLimits(Limits calldata newLimits) external;

    /// @notice Pays for nothing until `unpause`.
    /// @dev Only the owner. Reverts if it is paused.
    function pause() external;

    /// @notice Ends a pause.
    /// @dev Only the owner. Reverts if it is not paused.
    function unpause() external;

    /// @notice Takes `amount` wei out.
    /// @dev Only the owner. Reverts if there is not as much, or if `to` does not take it.
    function withdraw(address to, uint256 amount) external;

    /// @notice The limits.
    function limits() external view returns (uint128 total, uint128 perSender, uint64 period);

    /// @notice Whether a call of this function is paid for, as far as the limits go.
    function isSponsored(address target, bytes4 selector) external view returns (bool);

    /// @notice What is left to be spent in the present period, in wei.
    /// @param sender who would send the transaction
    /// @return forSender what is left for this sender
    /// @return forAll what is left for all senders together
    function remaining(address sender) external view returns (uint256 forSender, uint256 forAll);
}

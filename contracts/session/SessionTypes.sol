// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

// The vocabulary of sessions, shared with every client: the order of members and of enum values is wire format.

/// @notice How a limit counts. `Unlimited`: not at all. `Lifetime`: over the whole session. `Allowance`:
/// afresh in each period.
enum LimitType {
    Unlimited,
    Lifetime,
    Allowance
}

/// @notice How a word of calldata is compared with a constraint's `refValue`. Both are unsigned integers.
enum Condition {
    Unconstrained,
    Equal,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
    NotEqual
}

/// @notice The status of a session. A session closes for good: when it is revoked, or when its module is
/// uninstalled.
enum Status {
    NotInitialized,
    Active,
    Closed
}

/// @notice A cumulative limit on ETH, on an argument, or on the number of uses.
struct UsageLimit {
    /// How the limit counts.
    LimitType limitType;
    /// The most that may be used, in the unit of what is counted: wei, the argument's unit, or uses.
    uint256 limit;
    /// The length of a period in seconds, read for an `Allowance` only. Period number `n` covers the seconds
    /// (Unix time) from `n * period` to `(n + 1) * period - 1`.
    uint256 period;
}

/// @notice A condition and a limit for one 32-byte word of the arguments, or a count of uses.
struct Constraint {
    /// How the word must compare with `refValue`.
    Condition condition;
    /// The word's number: it is at byte `4 + 32 * index` of the calldata. `type(uint64).max` counts uses
    /// instead, 1 for each.
    uint64 index;
    /// What the word is compared with. Not read for `Unconstrained`.
    bytes32 refValue;
    /// The most that the word may add up to over all calls, or the most uses.
    UsageLimit limit;
}

/// @notice Allows calls of one function of one contract.
struct CallSpec {
    /// The contract, or the receiver of a bare transfer.
    address target;
    /// The function. Zero means a bare transfer: no calldata at all.
    bytes4 selector;
    /// The most wei that one call may send.
    uint256 maxValuePerUse;
    /// The most wei that all calls together may send.
    UsageLimit valueLimit;
    /// What the arguments must meet, checked in this order.
    Constraint[] constraints;
}

/// @notice Allows bare transfers to one address.
struct TransferSpec {
    /// The receiver.
    address target;
    /// The most wei that one transfer may send.
    uint256 maxValuePerUse;
    /// The most wei that all transfers together may send.
    UsageLimit valueLimit;
}

/// @notice Everything that a session may do.
struct SessionSpec {
    /// The address of the session's key.
    address signer;
    /// The last second (Unix time) at which the session may do anything.
    uint256 expiresAt;
    /// The most wei that the account pays in fees for the session. Must not be `Unlimited`.
    UsageLimit feeLimit;
    /// The calls that it may make.
    CallSpec[] callPolicies;
    /// The bare transfers that it may make, where no call policy governs them.
    TransferSpec[] transferPolicies;
}

/// @notice What is left of one limit.
struct LimitState {
    /// In the limit's unit; `type(uint256).max` for an unlimited one.
    uint256 remaining;
    /// The target of the policy that has the limit.
    address target;
    /// The selector of that policy; zero for bare transfers.
    bytes4 selector;
    /// The index of the constraint that has the limit, see `Constraint`; 0 for a value limit.
    uint256 index;
}

/// @notice What is left of a session.
struct SessionState {
    Status status;
    /// What is left of the fee limit, in wei.
    uint256 feesRemaining;
    /// What is left of the value limits, one for each transfer policy, in their order.
    LimitState[] transferValue;
    /// What is left of the value limits, one for each call policy, in their order.
    LimitState[] callValue;
    /// What is left of the limited constraints of all call policies, in order.
    LimitState[] callParams;
}

/// @dev The index of a constraint that counts uses.
uint64 constant COUNT_INDEX = type(uint64).max;

/// @dev The selector of a call policy that governs bare transfers.
bytes4 constant BARE_TRANSFER = 0x00000000;

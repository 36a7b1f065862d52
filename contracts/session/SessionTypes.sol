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

/// @notice A cumulative limit. `limit` is in the unit of what is counted (wei, argument units, uses).
/// `period` is in seconds and only read for an `Allowance`; period number `n` covers the seconds from
/// `n * period` to `(n + 1) * period - 1`.
struct UsageLimit {
    LimitType limitType;
    uint256 limit;
    uint256 period;
}

/// @notice A condition and a limit for one 32-byte word of the arguments, the one at byte `4 + 32 * index` of
/// the calldata. With `index == type(uint64).max` it counts uses instead, 1 for each.
struct Constraint {
    Condition condition;
    uint64 index;
    bytes32 refValue;
    UsageLimit limit;
}

/// @notice Allows calls of one function, with at most `maxValuePerUse` wei each. `selector == 0` means bare
/// transfers: no calldata at all.
struct CallSpec {
    address target;
    bytes4 selector;
    uint256 maxValuePerUse;
    UsageLimit valueLimit;
    Constraint[] constraints;
}

/// @notice Allows bare transfers to one address, of at most `maxValuePerUse` wei each.
struct TransferSpec {
    address target;
    uint256 maxValuePerUse;
    UsageLimit valueLimit;
}

/// @notice Everything that a session may do. `expiresAt` is the last second (Unix time) at which it may.
struct SessionSpec {
    address signer;
    uint256 expiresAt;
    UsageLimit feeLimit;
    CallSpec[] callPolicies;
    TransferSpec[] transferPolicies;
}

/// @notice What is left of one limit; `type(uint256).max` for an unlimited one. `index` is a constraint's
/// word index.
struct LimitState {
    uint256 remaining;
    address target;
    bytes4 selector;
    uint256 index;
}

/// @notice What is left of a session. `transferValue` and `callValue` run parallel to the policies;
/// `callParams` has the limited constraints of all call policies, in order.
struct SessionState {
    Status status;
    uint256 feesRemaining;
    LimitState[] transferValue;
    LimitState[] callValue;
    LimitState[] callParams;
}

/// @dev The index of a constraint that counts uses.
uint64 constant COUNT_INDEX = type(uint64).max;

/// @dev The selector of a call policy that governs bare transfers.
bytes4 constant BARE_TRANSFER = 0x00000000;

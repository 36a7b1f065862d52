// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title The chain's timestamp asserter
/// @notice Lets validation depend on the time. Validation may not read the clock, but it may call this
/// contract, which the operator trusts: the transaction is kept out of any block whose time is outside the
/// range.
interface ITimestampAsserter {
    /// @notice Reverts unless `start <= block.timestamp <= end`. A sequencer also wants `end` to be some time
    /// away (60 s).
    /// @param start the first admissible second (Unix time)
    /// @param end the last admissible second (Unix time)
    function assertTimestampInRange(uint256 start, uint256 end) external view;
}

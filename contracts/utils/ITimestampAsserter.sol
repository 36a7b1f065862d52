// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title The chain's timestamp asserter
/// @notice Validation may not read the clock. It may call this contract, which the operator trusts: the transaction is
/// kept out of any block whose time lies outside the range.
interface ITimestampAsserter {
    /// @notice Reverts unless `start <= block.timestamp <= end`; a sequencer also wants `end` some time away (60 s).
    /// @param start first admissible second (Unix time)
    /// @param end last admissible second (Unix time)
    function assertTimestampInRange(uint256 start, uint256 end) external view;
}

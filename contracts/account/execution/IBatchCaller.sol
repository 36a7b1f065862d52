// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice One call of a batch.
struct Call {
    /// The address to call.
    address target;
    /// Whether the batch goes on if this call fails.
    bool allowFailure;
    /// Wei to send along.
    uint256 value;
    /// The calldata.
    bytes callData;
}

/// @title Makes several calls in one transaction, under the name that published clients use
interface IBatchCaller {
    /// @notice Emitted when a call that was allowed to fail did fail.
    /// @param index the call's position in the batch, from 0
    /// @param revertData what the call reverted with
    event BatchCallFailure(uint256 indexed index, bytes revertData);

    /// @notice Thrown when the values of the calls do not add up to the value sent. Both amounts are in wei.
    error BatchValueMismatch(uint256 sum, uint256 sent);

    /// @notice Makes the calls in order. A call that fails undoes the whole batch unless it allows failure.
    /// @dev Only the account itself may call this. `msg.value` must be the sum of the values, in wei: the
    /// account sends it to itself, and the calls then spend it. The revert data of a call that may not fail
    /// is passed on unchanged. Reverts with `BatchValueMismatch` for any other `msg.value`.
    function batchCall(Call[] calldata calls) external payable;
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice One call of a batch.
struct Call {
    /// the contract or person called
    address target;
    /// true if the batch goes on when this call fails
    bool allowFailure;
    /// wei sent along
    uint256 value;
    /// calldata
    bytes callData;
}

/// @title Several calls in one transaction, by the name published clients use
interface IBatchCaller {
    /// @notice A call that was allowed to fail did.
    /// @param index the call's place in the batch, from 0
    /// @param revertData what the call reverted with
    event BatchCallFailure(uint256 indexed index, bytes revertData);

    /// @notice The values of the calls add up to another sum than the value sent.
    error BatchValueMismatch(uint256 sum, uint256 sent);

    /// @notice Makes the calls in order. A call that fails undoes the whole batch unless it allows failure.
    /// @dev Only the account itself. `msg.value` must be the sum of the values, in wei; sent by the account to itself it
    /// stays there and is spent by the calls. A failing call's revert data is passed on as it is.
    /// @param calls the calls
    function batchCall(Call[] calldata calls) external payable;
}

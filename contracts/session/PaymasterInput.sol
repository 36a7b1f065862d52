// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPaymasterFlow} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymasterFlow.sol";
import {AbiBytes} from "../utils/AbiBytes.sol";
import {ISessionKeyModule} from "./ISessionKeyModule.sol";
import {SessionAddress} from "./SessionAddress.sol";

/// @title Decodes what a transaction's `paymasterInput` makes the account do
/// @dev The account runs it before the transaction, in `prepareForPaymaster`: the general flow does nothing,
/// the approval-based flow has the account approve the paymaster to take a token. There is no third flow.
library PaymasterInput {
    /// @dev Reverts with `PaymasterInputTooShort` or `UnknownPaymasterFlow`.
    /// @return approves whether the account will call `token.approve(paymaster, amount)`
    /// @return token the ERC-20 token to be approved
    /// @return amount the allowance, in the token's units
    function decode(
        bytes calldata input
    ) internal pure returns (bool approves, address token, uint256 amount) {
        if (input.length < 4) revert ISessionKeyModule.PaymasterInputTooShort(input.length, 4);
        bytes4 flow = bytes4(input);
        if (flow == IPaymasterFlow.general.selector) return (false, address(0), 0);
        if (flow != IPaymasterFlow.approvalBased.selector)
            revert ISessionKeyModule.UnknownPaymasterFlow(flow);
        // The two words that the account reads. The third argument concerns only the paymaster.
        if (input.length < 68) revert ISessionKeyModule.PaymasterInputTooShort(input.length, 68);
        return (true, SessionAddress.narrow(AbiBytes.word(input, 4)), AbiBytes.word(input, 36));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    CallType,
    ERC7579Utils,
    ExecType,
    Mode,
    ModeSelector
} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";

/// @title Which of ERC-7579's execution modes the account has
library ExecutionModes {
    /// @dev ERC-7579's call type of a read-only call. Its execution calldata has the form of a delegate call's: the
    /// target and the calldata, packed, for it carries no value.
    CallType internal constant CALLTYPE_STATIC = CallType.wrap(0xfe);

    /// @dev The account's `supportsExecutionMode`: four call types, both ways to take a failure, no mode selector. The
    /// payload belongs to the selector and is not looked at.
    function includes(bytes32 mode) internal pure returns (bool) {
        (CallType callType, ExecType execType, ModeSelector selector, ) = ERC7579Utils.decodeMode(
            Mode.wrap(mode)
        );
        return
            (callType == ERC7579Utils.CALLTYPE_SINGLE ||
                callType == ERC7579Utils.CALLTYPE_BATCH ||
                callType == CALLTYPE_STATIC ||
                callType == ERC7579Utils.CALLTYPE_DELEGATECALL) &&
            (execType == ERC7579Utils.EXECTYPE_DEFAULT || execType == ERC7579Utils.EXECTYPE_TRY) &&
            selector == ModeSelector.wrap(0);
    }
}

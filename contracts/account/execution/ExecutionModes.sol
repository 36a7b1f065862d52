// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    CallType,
    ERC7579Utils,
    ExecType,
    Mode,
    ModeSelector
} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";

/// @title Lists the ERC-7579 execution modes that the account supports
library ExecutionModes {
    /// @dev ERC-7579's call type of a read-only call. Since such a call carries no value, its execution
    /// calldata has the form of a delegate call's: the target and the calldata, packed.
    CallType internal constant CALLTYPE_STATIC = CallType.wrap(0xfe);

    /// @dev Returns whether the account supports `mode`: four call types, both ways to handle a failure, no
    /// mode selector. The payload is ignored, since only a mode selector gives it a meaning.
    function includes(bytes32 mode) internal pure returns (bool) {
        // From the highest byte: call type 1 byte, execution type 1, unused 4, mode selector 4, payload 22
        // (ERC-7579).
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

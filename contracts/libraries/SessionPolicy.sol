// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SessionCalldata} from "./SessionCalldata.sol";
import {BARE_TRANSFER, CallSpec, Condition, TransferSpec} from "./SessionTypes.sol";
import {ISessionKeyModule} from "../interfaces/ISessionKeyModule.sol";

/// @title Which policy governs a call, and whether an argument meets a condition
/// @dev Pure: it neither counts nor knows the time.
library SessionPolicy {
    using SessionCalldata for *;

    /// @dev The selector a call is matched by: its first four bytes, or `BARE_TRANSFER` for no calldata.
    /// Reverts for 1 to 3 bytes, which are no call of a function, and for a function whose selector is zero, which a
    /// policy for bare transfers must not let through.
    function selectorOf(address target, bytes memory data) internal pure returns (bytes4 selector) {
        if (data.length < 4) {
            if (data.length == 0) return BARE_TRANSFER;
            revert ISessionKeyModule.SelectorTruncated(target, data.length);
        }
        selector = bytes4(data);
        if (selector == BARE_TRANSFER) revert ISessionKeyModule.CallNotAllowed(target, selector);
    }

    /// @dev The first call policy for `selector` on `target`; the list's length if there is none. (Creation admits no
    /// second one.)
    function findCall(
        CallSpec[] calldata policies,
        address target,
        bytes4 selector
    ) internal pure returns (uint256 index) {
        for (; index < policies.length; ++index) {
            if (policies.at(index).governs(target, selector)) return index;
        }
    }

    /// @dev The first transfer policy for `target`; the list's length if there is none. (Creation admits no second one.)
    function findTransfer(
        TransferSpec[] calldata policies,
        address target
    ) internal pure returns (uint256 index) {
        for (; index < policies.length; ++index) {
            if (policies.at(index).governs(target)) return index;
        }
    }

    /// @dev The argument word `index` of `data`: the 32 bytes at `4 + 32 * index`, all of which have to be there.
    function argument(bytes memory data, uint64 index) internal pure returns (bool exists, bytes32 word) {
        uint256 position = 4 + 32 * uint256(index);
        if (data.length < position + 32) return (false, 0);
        assembly ("memory-safe") {
            word := mload(add(add(data, 0x20), position))
        }
        return (true, word);
    }

    /// @dev Whether `word` compares with `refValue` as `condition` says, both as unsigned integers.
    function meets(bytes32 word, Condition condition, bytes32 refValue) internal pure returns (bool) {
        if (condition == Condition.Unconstrained) return true;
        if (condition == Condition.Equal) return word == refValue;
        if (condition == Condition.Greater) return word > refValue;
        if (condition == Condition.Less) return word < refValue;
        if (condition == Condition.GreaterOrEqual) return word >= refValue;
        if (condition == Condition.LessOrEqual) return word <= refValue;
        return word != refValue;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AbiBytes} from "../utils/AbiBytes.sol";
import {SessionCalldata} from "./SessionCalldata.sol";
import {BARE_TRANSFER, CallSpec, Condition, TransferSpec} from "./SessionTypes.sol";
import {ISessionKeyModule} from "./ISessionKeyModule.sol";

/// @title Finds the policy that governs a call, and compares arguments with conditions
/// @dev Pure: it neither counts nor knows the time.
library SessionPolicy {
    using SessionCalldata for *;

    /// @dev Returns the selector that a call is matched by: its first four bytes, or `BARE_TRANSFER` for no
    /// calldata. Reverts for 1 to 3 bytes, which do not call a function, and for a function whose selector is
    /// zero, which a policy for bare transfers must not let through.
    /// @param target named in the error
    function selectorOf(address target, bytes calldata data) internal pure returns (bytes4 selector) {
        if (data.length != 0) {
            if (data.length < 4) revert ISessionKeyModule.SelectorTruncated(target, data.length);
            selector = bytes4(bytes32(AbiBytes.word(data, 0)));
            if (selector == BARE_TRANSFER) revert ISessionKeyModule.CallNotAllowed(target, selector);
        }
    }

    /// @dev Returns the number of the call policy for `selector` on `target`, or the list's length if there
    /// is none. There is at most one, since a spec with duplicates cannot be registered.
    /// @param from where to begin: the calls of a batch mostly stay with a policy or go on to the next
    /// @return index the policy's number
    function findCall(
        CallSpec[] calldata policies,
        address target,
        bytes4 selector,
        uint256 from
    ) internal pure returns (uint256 index) {
        unchecked {
            uint256 count = policies.length;
            for (index = from; index < count; ++index) {
                if (policies.at(index).governs(target, selector)) break;
            }
            // Not found from there on: the beginning of the list remains.
            if (index == count && from != 0) {
                for (index = 0; index < from; ++index) {
                    if (policies.at(index).governs(target, selector)) break;
                }
                if (index == from) index = count;
            }
        }
    }

    /// @dev Returns the number of the transfer policy for `target`, or the list's length if there is none.
    /// @param from where to begin, as for `findCall`
    /// @return index the policy's number
    function findTransfer(
        TransferSpec[] calldata policies,
        address target,
        uint256 from
    ) internal pure returns (uint256 index) {
        unchecked {
            uint256 count = policies.length;
            for (index = from; index < count; ++index) {
                if (policies.at(index).governs(target)) break;
            }
            if (index == count && from != 0) {
                for (index = 0; index < from; ++index) {
                    if (policies.at(index).governs(target)) break;
                }
                if (index == from) index = count;
            }
        }
    }

    /// @dev Returns the argument word `index` of `data`: the 32 bytes at `4 + 32 * index`.
    /// @param index the word's number, below 2^64
    /// @return exists false if `data` does not contain all of them
    /// @return word the argument; 0 if it does not exist
    function argument(bytes calldata data, uint256 index) internal pure returns (bool exists, uint256 word) {
        unchecked {
            uint256 place = 4 + 32 * index;
            exists = place + 32 <= data.length;
            if (exists) word = AbiBytes.word(data, place);
        }
    }

    /// @dev Returns whether `word` meets a condition. Both numbers are unsigned.
    /// @param condition a `Condition`, as a number
    /// @param refValue what the word is compared with
    function meets(uint256 word, uint256 condition, uint256 refValue) internal pure returns (bool met) {
        if (condition == uint256(Condition.Unconstrained)) met = true;
        else if (condition == uint256(Condition.Equal)) met = word == refValue;
        else if (condition == uint256(Condition.Greater)) met = word > refValue;
        else if (condition == uint256(Condition.Less)) met = word < refValue;
        else if (condition == uint256(Condition.GreaterOrEqual)) met = word >= refValue;
        else if (condition == uint256(Condition.LessOrEqual)) met = word <= refValue;
        else met = word != refValue;
    }
}

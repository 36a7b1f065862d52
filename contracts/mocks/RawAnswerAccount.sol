// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {CallsAsAccount} from "./CallsAsAccount.sol";

/// @title An account that answers its modules' questions with bytes of the test's choice
/// @dev For tests only: anyone may control it.
contract RawAnswerAccount is CallsAsAccount {
    bytes private _answer;
    bool private _refuses;

    /// @notice Sets what every question is answered with.
    /// @param refuses whether the answer is given by reverting
    function setAnswer(bytes calldata answer, bool refuses) external {
        (_answer, _refuses) = (answer, refuses);
    }

    fallback() external {
        _giveAnswer();
    }

    function _giveAnswer() private view {
        bytes memory answer = _answer;
        bool refuses = _refuses;
        assembly ("memory-safe") {
            let start := add(answer, 0x20)
            if refuses {
                revert(start, mload(answer))
            }
            return(start, mload(answer))
        }
    }
}

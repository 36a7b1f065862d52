// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Asking a contract that may not answer
library BoundedQuestion {
    /// @dev Asks `whom` a question with one argument (a question without any does not see it), in a static call, which
    /// changes nothing, with bounded gas. Neither reverts if it does, nor copies more than a word of what it returns.
    /// @return answered false if it reverts, or returns less than a word
    /// @return answer the first word it returns; 0 if it does not answer
    function ask(
        address whom,
        uint256 gasLimit,
        bytes4 selector,
        uint256 argument
    ) internal view returns (bool answered, uint256 answer) {
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, argument)
            answered := staticcall(gasLimit, whom, 0x00, 0x24, 0x00, 0x20)
            answered := and(answered, gt(returndatasize(), 0x1f))
            answer := mul(mload(0x00), answered)
        }
    }
}

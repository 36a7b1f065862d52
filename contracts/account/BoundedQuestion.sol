// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Asks contracts that may answer badly or not at all
library BoundedQuestion {
    /// @dev Calls `whom` statically, so that it changes nothing, and with bounded gas. Neither a revert nor a
    /// long answer costs the caller more than that: it does not revert in turn, and copies no more than one
    /// word. Solidity cannot bound what it copies of an answer.
    /// @param gasLimit the most gas that `whom` may use
    /// @param argument the function's only argument; a function without any ignores it
    /// @return answered false if it reverted or returned less than a word
    /// @return answer the first word returned; 0 if not `answered`
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

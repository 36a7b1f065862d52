// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";

/// @title Passes a transaction on to a module byte for byte
/// @dev A validator receives each transaction whose signature names it; a validation hook receives all but
/// those that only remove a hook.
library TransactionForwarding {
    /// @dev The bytes of `transaction` before its dynamic fields: 14 words of values and 5 offsets.
    uint256 private constant HEAD_BYTES = 19 * 32;

    /// @dev Calls `module.selector(signedHash, transaction)`; passes a revert of the module on.
    ///
    /// The transaction's bytes are copied from calldata instead of being encoded again, which would touch
    /// every field. Saves 2,125 gas of `validatePasskey`. This is sound because ABI offsets inside a tuple
    /// count from the tuple's own start: shifted as a whole, the same bytes mean the same. The copy runs to
    /// the end of the calldata. Since the transaction is the last argument of every function that takes one,
    /// that includes all of its dynamic fields.
    ///
    /// Bytes that are not the transaction's would be copied too, and an offset that points before the tuple's
    /// start would find other bytes in the copy than here. The bootloader writes neither, and transactions
    /// from elsewhere are checked for both (`isAll`).
    /// @return word the first word that the module returned, 0 if it returned less than a word
    function forward(
        address module,
        bytes4 selector,
        bytes32 signedHash,
        Transaction calldata transaction
    ) internal returns (uint256 word) {
        assembly ("memory-safe") {
            let input := mload(0x40)
            let size := sub(calldatasize(), transaction)
            mstore(input, selector)
            mstore(add(input, 0x04), signedHash)
            mstore(add(input, 0x24), 0x40) // the tuple starts after the two words of the arguments' head
            calldatacopy(add(input, 0x44), transaction, size)
            if iszero(call(gas(), module, 0, input, add(size, 0x44), 0, 0x20)) {
                returndatacopy(input, 0, returndatasize())
                revert(input, returndatasize())
            }
            if gt(returndatasize(), 0x1f) {
                word := mload(0)
            }
        }
    }

    /// @dev Returns whether the calldata ends with this transaction, encoded as ABI encoders and the
    /// bootloader encode it: the dynamic fields one after the other, with no byte before, between or after
    /// them, and `reservedDynamic`, which is neither signed nor used, empty. The reserved words and the bytes
    /// that fill a field's last word up are not looked at: they are not signed either, and no module may rely
    /// on them. Saves 183 gas of `executeFromOutside` against the same loop in Solidity.
    function isAll(Transaction calldata transaction) internal pure returns (bool all) {
        assembly ("memory-safe") {
            let size := sub(calldatasize(), transaction)
            let end := HEAD_BYTES
            let length
            all := 1
            for {
                let field := 448 // the offset of `data`, first of five
            } lt(field, HEAD_BYTES) {
                field := add(field, 0x20)
            } {
                let begins := eq(calldataload(add(transaction, field)), end)
                all := and(all, and(begins, lt(end, size)))
                // Stops before it loads anything from beyond the calldata, however long a field claims to be.
                if iszero(all) {
                    break
                }
                length := calldataload(add(transaction, end))
                if gt(length, size) {
                    length := size
                }
                switch field
                case 512 {
                    length := shl(5, length) // `factoryDeps`, words
                }
                default {
                    length := and(add(length, 0x1f), not(0x1f)) // bytes, padded to words
                }
                end := add(add(end, 0x20), length)
            }
            all := and(all, and(eq(end, size), iszero(length)))
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";

/// @title Handing a transaction on to a module as it came
library TransactionForwarding {
    /// @dev Bytes of `transaction` before its dynamic fields: 14 words of values and 5 offsets.
    uint256 private constant HEAD_BYTES = 19 * 32;

    /// @dev Calls `module.selector(signedHash, transaction)`; a revert of the module passes on.
    ///
    /// The transaction's bytes are copied from calldata instead of being encoded again, which would touch every field.
    /// This is sound because ABI offsets inside a tuple count from the tuple's own start: shifted as a whole, the same
    /// bytes mean the same. The copy runs to the end of the calldata, since the transaction is the last argument of every
    /// function that takes one, so all of its dynamic fields come along. Bytes that are not the transaction's would come
    /// along as well, and an offset that points before the tuple's start would find other bytes there than it does here;
    /// the bootloader writes neither, and transactions from elsewhere are checked for them (`isAll`).
    /// @return word the first word the module returned, 0 if it returned less than a word
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

    /// @dev Whether the calldata ends in this transaction as ABI encoders write it and the bootloader does: the dynamic
    /// fields one after the other, with no byte before, between or after them, and nothing in the one that is not signed
    /// and not used, `reservedDynamic`.
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
                // Nothing is loaded from beyond the calldata, however long a field claims to be.
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

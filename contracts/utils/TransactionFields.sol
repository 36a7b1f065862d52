// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {AbiBytes} from "./AbiBytes.sol";

/// @title Reads the dynamic fields of a transaction that may be malformed
/// @dev Solidity's own access to `transaction.data` and the other dynamic fields treats offsets as signed
/// numbers: one of 2^255 or more passes its bounds check, and on EraVM the load that follows takes all gas.
/// The bootloader writes no such offsets, but anyone may call a module.
library TransactionFields {
    /// @dev The head words of the tuple that hold the offsets of its dynamic fields.
    uint256 internal constant DATA = 14;
    uint256 internal constant SIGNATURE = 15;
    uint256 internal constant FACTORY_DEPS = 16;
    uint256 internal constant PAYMASTER_INPUT = 17;

    /// @dev Returns the bytes of a field; for `FACTORY_DEPS`, as many bytes as it has words.
    /// @return ok false if the field would reach past the end of the calldata
    /// @return content a slice of the calldata; empty if not `ok`
    function tryField(
        Transaction calldata transaction,
        uint256 field
    ) internal pure returns (bool ok, bytes calldata content) {
        // Solidity cannot say where in the calldata a struct is.
        bytes calldata tuple;
        assembly ("memory-safe") {
            tuple.offset := transaction
            tuple.length := sub(calldatasize(), transaction)
        }
        return AbiBytes.tryMember(tuple, field);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

/// @title Verifies an ECDSA signature over P-256
/// @dev Uses the chain's precompile, P256VERIFY (EIP-7951), which also refuses points that are not on the
/// curve. On a chain without it no signature is valid.
library P256Signature {
    uint256 private constant HALF_N = P256.N / 2;
    uint256 private constant P256_VERIFY = 0x100;

    /// @dev Returns whether (r, s) signs `digest` under the public key (x, y). s must be in the lower half of
    /// the group order, so that there is only one signature.
    /// @param digest the 32 bytes that were signed, already hashed
    function isValid(
        bytes32 digest,
        uint256 r,
        uint256 s,
        bytes32 x,
        bytes32 y
    ) internal view returns (bool) {
        if (r == 0 || r >= P256.N || s == 0 || s > HALF_N) return false;
        return _verify(abi.encode(digest, r, s, x, y));
    }

    /// @dev Returns whether the precompile answers 1. For a bad signature it returns nothing at all, and so
    /// does an address without a precompile.
    function _verify(bytes memory input) private view returns (bool valid) {
        // Same as a staticcall whose answer is compared, without a copy of it in memory. Saves 381 gas of
        // `validatePasskey`.
        assembly ("memory-safe") {
            let ok := staticcall(gas(), P256_VERIFY, add(input, 0x20), mload(input), 0x00, 0x20)
            valid := and(ok, and(eq(returndatasize(), 0x20), eq(mload(0x00), 1)))
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {P256Signature} from "../utils/P256Signature.sol";

/// @title Verifies P-256 signatures of any digest, so that tests can choose the digest
contract P256Verifier {
    /// @notice Returns whether (r, s) signs `digest` under the public key (x, y), see `P256Signature`.
    function isValid(
        bytes32 digest,
        uint256 r,
        uint256 s,
        bytes32 x,
        bytes32 y
    ) external view returns (bool) {
        return P256Signature.isValid(digest, r, s, x, y);
    }
}

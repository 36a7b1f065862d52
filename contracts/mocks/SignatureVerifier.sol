// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Verifies signatures at an address, for clients that otherwise send its code along with the question
/// @dev ERC-6492's `isValidSig` for accounts that are deployed: one that is not has no validator to ask. Code
/// that is sent with an `eth_call` is EVM code, which EraVM does not run.
contract SignatureVerifier {
    /// @notice Returns whether `signature` signs `hash` for `signer`: by ERC-1271 if it has code, by ECDSA if
    /// not.
    function isValidSig(
        address signer,
        bytes32 hash,
        bytes calldata signature
    ) external view returns (bool valid) {
        return SignatureChecker.isValidSignatureNowCalldata(signer, hash, signature);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";

/// @title Verifies signatures of the account's secp256k1 owners
library OwnerSignature {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev Returns whether an owner signed `hash`. A failed recovery yields the zero address, which is never
    /// an owner. A signature with a high `s` is invalid, so that nobody can make a second one out of it.
    /// Never reverts.
    /// @param signature 65 bytes: r ‖ s ‖ v
    function isValid(bytes32 hash, bytes calldata signature) internal view returns (bool) {
        (address signer, , ) = ECDSA.tryRecoverCalldata(hash, signature);
        return AccountRegistry.layout().has(signer, Role.Owner);
    }
}

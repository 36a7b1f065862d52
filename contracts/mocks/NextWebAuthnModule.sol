// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {WebAuthnModule} from "../passkey/WebAuthnModule.sol";

/// @title A later version of the passkey module, such as an operator might deploy beside the first one
contract NextWebAuthnModule is WebAuthnModule {
    /// @notice Returns what the first version cannot: its generation.
    function generation() external pure returns (uint256) {
        return 2;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title What an account's proxy reads to find the account's code
/// @notice ERC-1967's beacon slot of the account: either the beacon's address, or, with a mark above it, the address of an
/// implementation that the account has pinned.
/// @dev One slot for both, because every call of every account reads it: an ERC-1967 implementation slot looked at first
/// would cost each call a second cold read. While an implementation is pinned, it is in ERC-1967's implementation slot
/// too, where explorers look first.
library ImplementationSlot {
    /// @dev ERC-1967: keccak256("eip1967.proxy.beacon") - 1
    bytes32 internal constant LOCATION = 0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50;

    /// @dev The bit above the address that marks an implementation.
    uint256 private constant PINNED = 1 << 160;

    /// @return target the beacon or the implementation
    /// @return pinned whether it is an implementation
    function read() internal view returns (address target, bool pinned) {
        uint256 word;
        assembly ("memory-safe") {
            word := sload(LOCATION)
        }
        return (address(uint160(word)), word & PINNED != 0);
    }

    function writePinned(address implementation) internal {
        _write(uint160(implementation) | PINNED);
    }

    function writeBeacon(address beacon) internal {
        _write(uint160(beacon));
    }

    function _write(uint256 word) private {
        assembly ("memory-safe") {
            sstore(LOCATION, word)
        }
    }
}

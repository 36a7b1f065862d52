// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Encodes 32 bytes as base64url (RFC 4648, section 5) without padding: 43 characters
/// @dev Computes all characters of a word at once, each in its own byte, for a fifth of the cost of a table.
library Base64Url {
    /// @dev Encodes `data`, most significant bits first.
    /// @return first the first 32 characters
    /// @return last the other 11, followed by zero bytes
    function encode(bytes32 data) internal pure returns (bytes32 first, bytes32 last) {
        uint256 bits = uint256(data);
        // 24 bytes make 32 characters. The last 8 bytes and two zero bits make 11; zeros make up the other
        // 21.
        first = bytes32(_characters(bits >> 64));
        last = bytes32(_characters((bits & type(uint64).max) << 128) & (type(uint256).max << 168));
    }

    /// @dev Returns the characters for 32 groups of 6 bits, the lower 192 bits of `groups`.
    function _characters(uint256 groups) private pure returns (uint256) {
        unchecked {
            uint256 each = 0x0101010101010101010101010101010101010101010101010101010101010101;
            uint256 v = _spread(groups);
            // In each byte: 1 if its value is at least 26, 52, 62 or 63. A value is below 64, so the sum
            // stays within its byte, and its top bit is set exactly in that case.
            uint256 from26 = ((v + 102 * each) >> 7) & each;
            uint256 from52 = ((v + 76 * each) >> 7) & each;
            uint256 from62 = ((v + 66 * each) >> 7) & each;
            uint256 from63 = ((v + 65 * each) >> 7) & each;
            // "A" + v, "a" + v - 26, "0" + v - 52, "-", "_". No byte exceeds 183 while adding or falls below
            // 0 while subtracting.
            return (v + 65 * each + 6 * from26 + 49 * from63) - 75 * from52 - 13 * from62;
        }
    }

    /// @dev Gives each of 32 groups of 6 bits a byte of its own. In each step the upper half of the bits in a
    /// lane moves up to the upper half of the lane; then each half becomes a lane.
    function _spread(uint256 x) private pure returns (uint256) {
        x = _apart(x, 32, 0x00000000000000000000000000000000_00000000ffffffffffffffffffffffff, 128);
        x = _apart(x, 16, 0x00000000000000000000ffffffffffff_00000000000000000000ffffffffffff, 64);
        x = _apart(x, 8, 0x0000000000ffffff_0000000000ffffff_0000000000ffffff_0000000000ffffff, 32);
        x = _apart(x, 4, 0x00000fff00000fff_00000fff00000fff_00000fff00000fff_00000fff00000fff, 16);
        return _apart(x, 2, 0x003f003f003f003f_003f003f003f003f_003f003f003f003f_003f003f003f003f, 8);
    }

    /// @dev Moves the upper half of the bits in each lane up by `distance`.
    /// @param lower marks the lower half of the bits in each lane
    /// @param half half the width of a lane, in bits
    function _apart(uint256 x, uint256 distance, uint256 lower, uint256 half) private pure returns (uint256) {
        return (x & lower) | ((x << distance) & (lower << half));
    }
}

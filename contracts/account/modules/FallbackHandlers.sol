// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IModuleManager} from "./IModuleManager.sol";

/// @title Records which module handles which selector
/// @dev A module may handle several selectors. It has the role of a fallback handler as long as it handles
/// one.
library FallbackHandlers {
    /// @custom:storage-location erc7201:zksync-sso.storage.FallbackHandlers
    struct Layout {
        mapping(bytes4 selector => address handler) handlers;
        /// The number of selectors that a module handles.
        mapping(address handler => uint256) selectorsOf;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("zksync-sso.storage.FallbackHandlers")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant LOCATION = 0xceef9c272058219dff6dab8250c5815944072785e3b938aeb2efb9f29c957200;

    /// @dev Returns the handlers of the account that runs this code. Solidity cannot place a struct at a slot
    /// of its choice.
    function layout() internal pure returns (Layout storage fallbacks) {
        assembly ("memory-safe") {
            fallbacks.slot := LOCATION
        }
    }

    /// @dev Makes `handler` handle `selector`. The caller has checked that nobody does yet.
    /// @return first true if this is the handler's first selector
    function link(Layout storage fallbacks, bytes4 selector, address handler) internal returns (bool first) {
        fallbacks.handlers[selector] = handler;
        return ++fallbacks.selectorsOf[handler] == 1;
    }

    /// @dev Stops `handler` from handling `selector`. The caller has checked that it does.
    /// @return last true if the handler has no selector left
    function unlink(Layout storage fallbacks, bytes4 selector, address handler) internal returns (bool last) {
        delete fallbacks.handlers[selector];
        return --fallbacks.selectorsOf[handler] == 0;
    }

    /// @dev Splits a fallback handler's init or deinit data into the selector and the rest. Reverts with
    /// `SelectorMissing` if it is shorter than a selector.
    function split(bytes memory data) internal pure returns (bytes4 selector, bytes memory rest) {
        uint256 length = data.length;
        if (length < 4) revert IModuleManager.SelectorMissing();
        selector = bytes4(data);
        rest = new bytes(length - 4);
        // Solidity cannot copy a part of what is in memory, other than byte by byte.
        assembly ("memory-safe") {
            mcopy(add(rest, 0x20), add(data, 0x24), sub(length, 4))
        }
    }
}

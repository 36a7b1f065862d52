// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title An account that, asked about a module, makes that module another call first
/// @dev Test only: anyone may drive it.
contract ReentrantSessionHost {
    /// @notice Whether another call ever succeeded.
    bool public reentered;

    bytes private _nested;

    /// @notice What to call the module with when it asks.
    function setNested(bytes calldata data) external {
        _nested = data;
    }

    /// @notice Calls `target` with `data`; reverts as it reverts.
    function callAs(address target, bytes calldata data) external {
        (bool success, bytes memory answer) = target.call(data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @notice ERC-7579's view, which is none here.
    function isModuleInstalled(uint256, address module, bytes calldata) external returns (bool) {
        (bool success, ) = module.call(_nested);
        // A failed attempt is hidden from the module, which then goes on as if nothing had been tried.
        if (success) reentered = true;
        return true;
    }

    /// @notice No target is a module.
    function isModule(address) external pure returns (bool installed) {
        return false;
    }

    /// @notice No target is a module.
    function firstModuleOf(address[] calldata) external pure returns (address) {
        return address(0);
    }
}

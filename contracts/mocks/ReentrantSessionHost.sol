// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title An account that first calls a module back when that asks it about a module
/// @dev For tests only: anyone may control it.
contract ReentrantSessionHost {
    /// @notice Whether such a call ever succeeded.
    bool public reentered;

    bytes private _nested;

    /// @notice Sets the calldata with which it calls the module back.
    function setNested(bytes calldata data) external {
        _nested = data;
    }

    /// @notice Calls `target` with `data`, and passes a revert on.
    function callAs(address target, bytes calldata data) external {
        (bool success, bytes memory answer) = target.call(data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @notice Answers as ERC-7579's function of this name, which is a view in other accounts.
    function isModuleInstalled(uint256, address module, bytes calldata) external returns (bool) {
        (bool success, ) = module.call(_nested);
        // The module does not learn of a failed attempt, and goes on as if nothing had been tried.
        if (success) reentered = true;
        return true;
    }

    /// @notice Returns false: no target is a module.
    function isModule(address) external pure returns (bool installed) {
        return false;
    }

    /// @notice Returns zero: no target is a module.
    function firstModuleOf(address[] calldata) external pure returns (address) {
        return address(0);
    }
}

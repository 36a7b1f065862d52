// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Tells an account's modules about its other modules
interface IModuleRegistry {
    /// @notice Returns whether `module` is installed on the account as any type: validator, executor,
    /// fallback handler or hook.
    /// @dev Modules call this during validation. It must read only the account's storage, and should be a
    /// single look-up.
    /// @return installed true while it is installed as at least one type
    function isModule(address module) external view returns (bool installed);

    /// @notice Returns the first of `targets` that is the account itself or one of its modules, of any type.
    /// @dev Does for all calls of a batch what `isModule` does for one, under the same restrictions.
    /// @return found the address, or 0 if there is none among `targets`
    function firstModuleOf(address[] calldata targets) external view returns (address found);
}

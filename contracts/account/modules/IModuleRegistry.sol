// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title What an account tells its modules about its other modules
interface IModuleRegistry {
    /// @notice Whether `module` is installed on the account as any type: validator, executor, fallback handler or hook.
    /// @dev Called during validation, once per call of a session transaction: it must read only the account's storage,
    /// and should be one look-up.
    /// @param module the address asked about
    /// @return installed true while at least one type of it is installed
    function isModule(address module) external view returns (bool installed);

    /// @notice The first of `targets` that is the account itself or one of its modules, of any type.
    /// @dev `isModule` for all calls of a batch at once: called during validation, it reads only the account's storage.
    /// @param targets the addresses asked about
    /// @return found the address, or 0 if there is none among them
    function firstModuleOf(address[] calldata targets) external view returns (address found);
}

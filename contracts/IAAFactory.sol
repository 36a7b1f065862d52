// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Deploys accounts at addresses that are known in advance
interface IAAFactory {
    /// @notice Emitted when an account has been deployed and initialized.
    /// @param accountAddress the account
    /// @param uniqueAccountId `keccak256(abi.encodePacked(uniqueId, deployer))`
    event AccountCreated(address indexed accountAddress, bytes32 uniqueAccountId);

    /// @notice Thrown when the caller already has an account with this id: use that one, or another
    /// `uniqueId`.
    /// @param account the existing account
    error AccountAlreadyExists(address account);

    /// @notice Thrown when nobody could sign for the new account: give it a passkey, another validator, or an
    /// owner.
    error NoKeys();

    /// @notice Thrown when a constructor argument is zero.
    /// @param name the argument's name
    error ZeroArgument(string name);

    /// @notice Deploys an account with the given validators and owners.
    /// @dev Anyone may call this; the address depends on the caller. Reverts with `AccountAlreadyExists`,
    /// with `NoKeys` if both lists are empty, and with whatever a validator's `onInstall` reverts with.
    /// @param uniqueId any value that is new for this caller
    /// @param initialValidators each `abi.encode(address validator, bytes initData)`, installed in this order
    /// @param initialK1Owners addresses of secp256k1 keys
    /// @return account the new account
    function deployProxySsoAccount(
        bytes32 uniqueId,
        bytes[] calldata initialValidators,
        address[] calldata initialK1Owners
    ) external returns (address account);

    /// @notice Deploys an account with the suite's own modules: first the session module, then the passkey
    /// module.
    /// @dev Anyone may call this; the address depends on the caller. A module whose data is empty is left
    /// out. A session cannot manage the account and so does not count as a key: reverts with `NoKeys` unless
    /// there is a passkey or an owner.
    /// @param uniqueId any value that is new for this caller
    /// @param passKey install data for the passkey module, or empty
    /// @param sessionKey install data for the session module, or empty
    /// @param ownerKeys addresses of secp256k1 keys
    /// @return account the new account
    function deployModularAccount(
        bytes32 uniqueId,
        bytes calldata passKey,
        bytes calldata sessionKey,
        address[] calldata ownerKeys
    ) external returns (address account);

    /// @notice Returns the account with this id, or zero if there is none.
    /// @param accountId `keccak256(abi.encodePacked(uniqueId, deployer))`
    function accountMappings(bytes32 accountId) external view returns (address deployedAccount);

    /// @notice Returns the address that an account has, or will have once it is deployed.
    /// @param uniqueId the id given at deployment
    /// @param deployer who calls the factory
    function predictAccountAddress(
        bytes32 uniqueId,
        address deployer
    ) external view returns (address account);

    /// @notice Returns the beacon that names the current release, which new accounts start with.
    function beacon() external view returns (address);

    /// @notice Returns the constructor input of every account proxy: `abi.encode(beacon)`.
    function getEncodedBeacon() external view returns (bytes memory);

    /// @notice Returns the versioned bytecode hash of the account proxy.
    function beaconProxyBytecodeHash() external view returns (bytes32);

    /// @notice Returns the suite's passkey module.
    function passKeyModule() external view returns (address);

    /// @notice Returns the suite's session module.
    function sessionKeyModule() external view returns (address);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Deploys accounts, each at an address known before
interface IAAFactory {
    /// @notice An account was deployed and initialized.
    /// @param accountAddress the account
    /// @param uniqueAccountId `keccak256(abi.encodePacked(uniqueId, deployer))`
    event AccountCreated(address indexed accountAddress, bytes32 uniqueAccountId);

    /// @notice The deployer has an account with this id; the account is named.
    error AccountAlreadyExists(address account);

    /// @notice An account needs at least one key that can sign for it.
    error NoKeys();

    /// @notice A constructor argument is zero. The name is the argument's.
    error ZeroArgument(string name);

    /// @notice Deploys an account with the given validators and owners.
    /// @dev Anyone; the address depends on the caller. Reverts with `AccountAlreadyExists`, with `NoKeys` if both lists
    /// are empty, and with whatever a validator's `onInstall` reverts with.
    /// @param uniqueId any value that is new for this caller
    /// @param initialValidators each `abi.encode(address validator, bytes initData)`, installed in this order
    /// @param initialK1Owners addresses of secp256k1 keys
    /// @return account the new account
    function deployProxySsoAccount(
        bytes32 uniqueId,
        bytes[] calldata initialValidators,
        address[] calldata initialK1Owners
    ) external returns (address account);

    /// @notice Deploys an account with the suite's own modules: first the session module, then the passkey module.
    /// @dev Anyone; the address depends on the caller. A module whose data is empty is left out. A session is no key of
    /// its own (it cannot manage the account), so `NoKeys` unless there is a passkey or an owner.
    /// @param uniqueId any value that is new for this caller
    /// @param passKey install data of the passkey module, or empty
    /// @param sessionKey install data of the session module, or empty
    /// @param ownerKeys addresses of secp256k1 keys
    /// @return account the new account
    function deployModularAccount(
        bytes32 uniqueId,
        bytes calldata passKey,
        bytes calldata sessionKey,
        address[] calldata ownerKeys
    ) external returns (address account);

    /// @notice The account with this id, or zero.
    /// @param accountId `keccak256(abi.encodePacked(uniqueId, deployer))`
    function accountMappings(bytes32 accountId) external view returns (address deployedAccount);

    /// @notice The address an account has, or will have.
    /// @param uniqueId the id given at deployment
    /// @param deployer who calls the factory
    /// @return account the address
    function predictAccountAddress(
        bytes32 uniqueId,
        address deployer
    ) external view returns (address account);

    /// @notice The beacon that names the implementation new accounts begin with: the current release.
    function beacon() external view returns (address);

    /// @notice The constructor input of every account proxy: `abi.encode(beacon)`.
    function getEncodedBeacon() external view returns (bytes memory);

    /// @notice The versioned bytecode hash of the account proxy.
    function beaconProxyBytecodeHash() external view returns (bytes32);

    /// @notice The suite's passkey module.
    function passKeyModule() external view returns (address);

    /// @notice The suite's session module.
    function sessionKeyModule() external view returns (address);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {DEPLOYER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {IContractDeployer} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IContractDeployer.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {IAAFactory} from "./IAAFactory.sol";
import {IAccountInitializer} from "./account/IAccountInitializer.sol";
import {AccountCalls} from "./account/execution/AccountCalls.sol";

/// @title Deploys accounts at addresses that are known in advance
/// @dev Two properties keep an account its deployer's. The caller's address is part of the CREATE2 salt, so
/// nobody can take an address meant for somebody else. And an account receives its keys in the transaction
/// that deploys it, so nobody else can initialize it first.
contract AAFactory is IAAFactory {
    /// @inheritdoc IAAFactory
    bytes32 public immutable beaconProxyBytecodeHash;
    /// @inheritdoc IAAFactory
    address public immutable beacon;
    /// @inheritdoc IAAFactory
    address public immutable passKeyModule;
    /// @inheritdoc IAAFactory
    address public immutable sessionKeyModule;
    /// @inheritdoc IAAFactory
    mapping(bytes32 accountId => address deployedAccount) public accountMappings;

    /// @notice Fixes what every account of this factory is made of.
    /// @dev Reverts with `ZeroArgument` if any argument is zero.
    /// @param _beaconProxyBytecodeHash the versioned hash of `AccountProxy`'s bytecode, which the chain must
    /// already know
    /// @param _beacon the beacon that names the implementation new accounts start with
    /// @param _passKeyModule the suite's passkey module
    /// @param _sessionKeyModule the suite's session module
    constructor(
        bytes32 _beaconProxyBytecodeHash,
        address _beacon,
        address _passKeyModule,
        address _sessionKeyModule
    ) {
        if (_beaconProxyBytecodeHash == 0) revert ZeroArgument("beaconProxyBytecodeHash");
        if (_beacon == address(0)) revert ZeroArgument("beacon");
        if (_passKeyModule == address(0)) revert ZeroArgument("passKeyModule");
        if (_sessionKeyModule == address(0)) revert ZeroArgument("sessionKeyModule");
        beaconProxyBytecodeHash = _beaconProxyBytecodeHash;
        beacon = _beacon;
        passKeyModule = _passKeyModule;
        sessionKeyModule = _sessionKeyModule;
    }

    /// @inheritdoc IAAFactory
    function deployProxySsoAccount(
        bytes32 uniqueId,
        bytes[] calldata initialValidators,
        address[] calldata initialK1Owners
    ) external returns (address account) {
        return _deploy(uniqueId, initialValidators, initialK1Owners);
    }

    /// @inheritdoc IAAFactory
    function deployModularAccount(
        bytes32 uniqueId,
        bytes calldata passKey,
        bytes calldata sessionKey,
        address[] calldata ownerKeys
    ) external returns (address account) {
        if (passKey.length == 0 && ownerKeys.length == 0) revert NoKeys();
        return _deploy(uniqueId, _moduleList(passKey, sessionKey), ownerKeys);
    }

    /// @inheritdoc IAAFactory
    function predictAccountAddress(
        bytes32 uniqueId,
        address deployer
    ) external view returns (address account) {
        return
            DEPLOYER_SYSTEM_CONTRACT.getNewAddressCreate2(
                address(this),
                beaconProxyBytecodeHash,
                _accountId(uniqueId, deployer),
                getEncodedBeacon()
            );
    }

    /// @inheritdoc IAAFactory
    function getEncodedBeacon() public view returns (bytes memory) {
        return abi.encode(beacon);
    }

    /// @dev Deploys, records and initializes an account, all in one transaction or not at all.
    /// @param validators each `abi.encode(address validator, bytes initData)`
    /// @param owners addresses of secp256k1 keys
    function _deploy(
        bytes32 uniqueId,
        bytes[] memory validators,
        address[] calldata owners
    ) private returns (address account) {
        if (validators.length + owners.length == 0) revert NoKeys();
        bytes32 accountId = _accountId(uniqueId, msg.sender);
        if (accountMappings[accountId] != address(0)) revert AccountAlreadyExists(accountMappings[accountId]);

        account = _create(accountId);
        accountMappings[accountId] = account;
        IAccountInitializer(account).initialize(validators, owners);
        emit AccountCreated(account, accountId);
    }

    /// @dev Creates an account proxy through the deployer, as a system call: only that registers the new
    /// address as an account of abstraction version 1, which the bootloader then asks to validate
    /// transactions. Passes the deployer's revert on.
    /// @param salt the account's id, so that the address depends on it and on nothing that anyone else
    /// chooses
    /// @return account the new account, not initialized yet
    function _create(bytes32 salt) private returns (address account) {
        bytes memory created = SystemContractsCaller.systemCallWithPropagatedRevert(
            AccountCalls.gasForSystemCall(),
            address(DEPLOYER_SYSTEM_CONTRACT),
            0,
            abi.encodeCall(
                IContractDeployer.create2Account,
                (
                    salt,
                    beaconProxyBytecodeHash,
                    getEncodedBeacon(),
                    IContractDeployer.AccountAbstractionVersion.Version1
                )
            )
        );
        return abi.decode(created, (address));
    }

    /// @dev Encodes the suite's modules for `initialize`: the session module first, the passkey module
    /// second, each only if there is install data for it.
    /// @return modules each `abi.encode(address module, bytes initData)`
    function _moduleList(
        bytes calldata passKey,
        bytes calldata sessionKey
    ) private view returns (bytes[] memory modules) {
        bool hasSession = sessionKey.length != 0;
        bool hasPasskey = passKey.length != 0;
        modules = new bytes[]((hasSession ? 1 : 0) + (hasPasskey ? 1 : 0));
        if (hasSession) modules[0] = abi.encode(sessionKeyModule, sessionKey);
        if (hasPasskey) modules[modules.length - 1] = abi.encode(passKeyModule, passKey);
    }

    /// @dev Returns the id of an account, which is also its CREATE2 salt. Both parts have a fixed length, so
    /// different pairs are packed differently.
    function _accountId(bytes32 uniqueId, address deployer) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(uniqueId, deployer));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {DEPLOYER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {IContractDeployer} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IContractDeployer.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {IAAFactory} from "./IAAFactory.sol";
import {IAccountInitializer} from "./account/IAccountInitializer.sol";
import {AccountCalls} from "./account/execution/AccountCalls.sol";

/// @title Deploys accounts, each at an address known before
/// @dev The caller's address is in the salt, so nobody can take another's account address; and an account gets its keys in
/// the transaction that deploys it, so nobody can initialize another's account.
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

    /// @param _beaconProxyBytecodeHash the versioned hash of `AccountProxy`'s bytecode, which the chain must know
    /// @param _beacon the beacon that names what new accounts begin with
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

    /// @dev Deploys, records and initializes, in one transaction or not at all.
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

    /// @dev The session module comes first, the passkey module second, each only if there is data for it.
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

    function _accountId(bytes32 uniqueId, address deployer) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(uniqueId, deployer));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IERC7579Hook, IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IValidationHook} from "../account/modules/IValidationHook.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";

/// @notice How a hostile module resists its removal.
enum Resistance {
    Revert,
    BurnGas,
    ReturnBomb,
    ReturnMegabytes,
    Publish
}

/// @title A module of every type that refuses everything and resists its removal
contract HostileModule is IERC7579Hook, IValidationHook, IValidationModule {
    /// @notice How it resists.
    Resistance public immutable resistance;

    /// @notice The words it has written in order to have them published, each in a slot of its own.
    uint256[] public published;

    /// @notice Thrown by everything that it refuses.
    error Never();

    constructor(Resistance _resistance) {
        resistance = _resistance;
    }

    /// @inheritdoc IERC7579Module
    function onInstall(bytes calldata) external {}

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata) external {
        // As many as gas lets it write: on Era, more than a transaction can pay for.
        while (resistance == Resistance.Publish && gasleft() > 50_000) published.push(type(uint256).max);
        _resist();
    }

    /// @inheritdoc IERC7579Hook
    function preCheck(address, uint256, bytes calldata) external view returns (bytes memory context) {
        _resist();
        return context;
    }

    /// @inheritdoc IERC7579Hook
    function postCheck(bytes calldata) external pure {
        revert Never();
    }

    /// @inheritdoc IValidationHook
    function validationHook(bytes32, Transaction calldata) external view {
        _resist();
    }

    /// @inheritdoc IValidationModule
    function validateTransaction(bytes32, Transaction calldata) external pure returns (bool) {
        revert Never();
    }

    /// @inheritdoc IValidationModule
    function validateSignature(bytes32, bytes calldata) external pure returns (bool) {
        revert Never();
    }

    /// @inheritdoc IValidationModule
    function isValidSignatureWithSender(address, bytes32, bytes calldata) external pure returns (bytes4) {
        revert Never();
    }

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256) external pure returns (bool) {
        return true;
    }

    /// @notice Returns no word. Present because the module claims every interface, `IKeyHolder` included.
    function hasKey() external view returns (bool has) {
        _resist();
        return has;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4) external pure returns (bool) {
        return true;
    }

    function _resist() private view {
        if (resistance == Resistance.Revert) revert Never();
        if (resistance == Resistance.ReturnBomb) {
            assembly ("memory-safe") {
                revert(0, 500000)
            }
        }
        if (resistance == Resistance.ReturnMegabytes) {
            assembly ("memory-safe") {
                revert(0, 4000000)
            }
        }
        while (resistance == Resistance.BurnGas) {}
    }
}

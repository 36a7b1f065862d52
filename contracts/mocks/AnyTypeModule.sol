// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IERC7579Hook, IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";

/// @title A module of all four types at once, as ERC-7579 allows, which announces every call of its callbacks
/// @notice Refuses to be installed or removed if the data says so.
contract AnyTypeModule is IERC7579Hook, IValidationModule {
    /// @notice The init or deinit data for which `onInstall` and `onUninstall` revert.
    bytes public constant REFUSE = "refuse";

    /// @notice Emitted by `onInstall`.
    event Came(address indexed account, bytes data);

    /// @notice Emitted by `onUninstall`.
    event Went(address indexed account, bytes data);

    /// @notice Thrown when the data says so.
    error Refused();

    /// @inheritdoc IERC7579Module
    function onInstall(bytes calldata data) external {
        _obey(data);
        emit Came(msg.sender, data);
    }

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata data) external {
        _obey(data);
        emit Went(msg.sender, data);
    }

    /// @inheritdoc IERC7579Hook
    function preCheck(address, uint256, bytes calldata) external pure returns (bytes memory) {
        return "";
    }

    /// @inheritdoc IERC7579Hook
    function postCheck(bytes calldata) external pure {}

    /// @inheritdoc IValidationModule
    function validateTransaction(bytes32, Transaction calldata) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IValidationModule
    function validateSignature(bytes32, bytes calldata) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IValidationModule
    function isValidSignatureWithSender(address, bytes32, bytes calldata) external pure returns (bytes4) {
        return 0xffffffff;
    }

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId >= 1 && moduleTypeId <= 4;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC165).interfaceId || interfaceId == type(IValidationModule).interfaceId;
    }

    function _obey(bytes calldata data) private pure {
        if (keccak256(data) == keccak256(REFUSE)) revert Refused();
    }
}

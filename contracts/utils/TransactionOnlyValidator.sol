// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IKeyHolder} from "./IKeyHolder.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";

/// @title A validator that signs transactions of some kind and nothing else
/// @notice Signs no messages, since no rule about transactions could restrict what a message says. Does not
/// count as a key of any account, since what it signs never gives the account another key.
abstract contract TransactionOnlyValidator is IValidationModule, IKeyHolder {
    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_VALIDATOR;
    }

    /// @inheritdoc IValidationModule
    /// @dev Always returns `false`.
    function validateSignature(bytes32, bytes calldata) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IValidationModule
    /// @dev Always returns `0xffffffff`.
    function isValidSignatureWithSender(address, bytes32, bytes calldata) external pure returns (bytes4) {
        return 0xffffffff;
    }

    /// @inheritdoc IKeyHolder
    /// @dev Always returns `false`.
    function hasKey() external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public pure virtual returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC7579Module).interfaceId ||
            interfaceId == type(IValidationModule).interfaceId ||
            interfaceId == type(IKeyHolder).interfaceId;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IKeyHolder} from "./IKeyHolder.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";

/// @title A validator that signs transactions of some kind, and nothing else
/// @notice It signs no message, since no rule about transactions could hold a message to anything, and no account counts
/// it as a key, since what it signs never gives the account another one.
abstract contract TransactionOnlyValidator is IValidationModule, IKeyHolder {
    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_VALIDATOR;
    }

    /// @inheritdoc IValidationModule
    /// @dev Always `false`.
    function validateSignature(bytes32, bytes calldata) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IValidationModule
    /// @dev Always refuses.
    function isValidSignatureWithSender(address, bytes32, bytes calldata) external pure returns (bytes4) {
        return 0xffffffff;
    }

    /// @inheritdoc IKeyHolder
    /// @dev Always `false`.
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

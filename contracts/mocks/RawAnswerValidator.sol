// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IERC7579Module, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IValidationModule} from "../account/modules/IValidationModule.sol";
import {IKeyHolder} from "../utils/IKeyHolder.sol";

/// @title A validator that answers questions about signatures and keys with the bytes it was installed with
/// @notice Accepts no transaction.
contract RawAnswerValidator is IValidationModule, IKeyHolder {
    /// @notice Whether it says that it is to be asked whether it has a key.
    bool public immutable isKeyHolder;

    mapping(address account => bytes) private _answers;

    constructor(bool _isKeyHolder) {
        isKeyHolder = _isKeyHolder;
    }

    /// @inheritdoc IERC7579Module
    /// @dev `data` is the answer, byte for byte.
    function onInstall(bytes calldata data) external {
        _answers[msg.sender] = data;
    }

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata) external {
        delete _answers[msg.sender];
    }

    /// @inheritdoc IValidationModule
    function validateTransaction(bytes32, Transaction calldata) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IValidationModule
    function validateSignature(bytes32, bytes calldata) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IValidationModule
    function isValidSignatureWithSender(address, bytes32, bytes calldata) external view returns (bytes4) {
        _answer();
    }

    /// @inheritdoc IKeyHolder
    function hasKey() external view returns (bool) {
        _answer();
    }

    /// @inheritdoc IERC7579Module
    function isModuleType(uint256 moduleTypeId) external pure returns (bool) {
        return moduleTypeId == MODULE_TYPE_VALIDATOR;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external view returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IValidationModule).interfaceId ||
            (isKeyHolder && interfaceId == type(IKeyHolder).interfaceId);
    }

    /// @dev Ends the call with the caller's bytes.
    function _answer() private view {
        bytes memory answer = _answers[msg.sender];
        assembly ("memory-safe") {
            return(add(answer, 0x20), mload(answer))
        }
    }
}

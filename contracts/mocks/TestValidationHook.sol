// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IValidationHook} from "../account/modules/IValidationHook.sol";
import {TestModule} from "./TestModule.sol";

/// @title A validation hook that refuses one value and counts what it saw
contract TestValidationHook is IValidationHook, TestModule {
    /// @notice The value, in wei, of the transactions that it refuses.
    uint256 public constant REFUSED_VALUE = 13;

    /// @notice The number of transactions that it saw, by account.
    mapping(address account => uint256) public seen;

    /// @notice Thrown when the transaction sends the refused value.
    error ValueRefused(bytes32 signedHash);

    /// @inheritdoc IValidationHook
    function validationHook(bytes32 signedHash, Transaction calldata transaction) external {
        if (transaction.value == REFUSED_VALUE) revert ValueRefused(signedHash);
        ++seen[msg.sender];
    }

    /// @inheritdoc IERC7579Module
    /// @dev Returns false: it has none of ERC-7579's types.
    function isModuleType(uint256) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC165).interfaceId || interfaceId == type(IValidationHook).interfaceId;
    }

    /// @inheritdoc IERC7579Module
    function onInstall(bytes calldata data) public override(IERC7579Module, TestModule) {
        super.onInstall(data);
    }

    /// @inheritdoc IERC7579Module
    function onUninstall(bytes calldata data) public override(IERC7579Module, TestModule) {
        super.onUninstall(data);
    }
}

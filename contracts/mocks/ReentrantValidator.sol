// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IAccountInitializer} from "../account/IAccountInitializer.sol";
import {TestValidator} from "./TestValidator.sol";

/// @title A validator that tries to add an owner to the account while it is being installed
contract ReentrantValidator is TestValidator {
    /// @inheritdoc IERC7579Module
    function onInstall(bytes calldata) public override {
        address[] memory owners = new address[](1);
        owners[0] = address(this);
        IAccountInitializer(msg.sender).initialize(new bytes[](0), owners);
    }
}

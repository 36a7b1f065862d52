// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579ModuleConfig,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

/// @title What an account says of the module that asks
/// @dev An account may drop a module without telling it, and then the account alone knows. Accounts of other makers may
/// give no answer; they are believed to have the module if they once installed it.
library ModuleInstallation {
    /// @dev Whether `account` says that it does not have this module as a validator. Never reverts.
    function isDeniedBy(address account) internal view returns (bool denied) {
        (bool answered, bytes32 word, ) = LowLevelCall.staticcallReturn64Bytes(
            account,
            abi.encodeCall(IERC7579ModuleConfig.isModuleInstalled, (MODULE_TYPE_VALIDATOR, address(this), ""))
        );
        return answered && LowLevelCall.returnDataSize() > 0x1f && word == 0;
    }
}

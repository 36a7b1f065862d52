// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579ModuleConfig,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

/// @title Asks an account whether it still has the calling module
/// @dev An account may unlink a module, and then only the account knows. Accounts by other makers may give no
/// answer; they are assumed to have the module if they once installed it.
library ModuleInstallation {
    /// @dev Returns whether `account` says that it does not have this module as a validator. Never reverts,
    /// whatever the account is; only an answer of a whole word that is zero counts.
    function isDeniedBy(address account) internal view returns (bool denied) {
        (bool answered, bytes32 word, ) = LowLevelCall.staticcallReturn64Bytes(
            account,
            abi.encodeCall(IERC7579ModuleConfig.isModuleInstalled, (MODULE_TYPE_VALIDATOR, address(this), ""))
        );
        return answered && LowLevelCall.returnDataSize() > 0x1f && word == 0;
    }
}

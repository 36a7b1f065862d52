// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {
    IERC7579ModuleConfig,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {IAccountInitializer} from "../interfaces/IAccountInitializer.sol";
import {IModuleCallbacks} from "../interfaces/IModuleCallbacks.sol";

/// @title Tells an installation of a module from a call the account makes by itself
/// @dev Both are calls of the account. What differs is what the account says of the module, which an account of this suite
/// records before it calls `onInstall` and strikes before it calls `onUninstall`, and what the module was told last.
/// Accounts of other makers may have another order, or drop a module without telling it. They are believed.
library ModuleInstallation {
    /// @dev What an account says of the module that asks.
    enum Answer {
        None,
        NotInstalled,
        Installed
    }

    /// @dev Whether `account` has this module as a validator, if it says so at all.
    function ask(address account) internal view returns (Answer) {
        (bool answered, bool installed) = _ask(
            account,
            abi.encodeCall(IERC7579ModuleConfig.isModuleInstalled, (MODULE_TYPE_VALIDATOR, address(this), ""))
        );
        if (!answered) return Answer.None;
        return installed ? Answer.Installed : Answer.NotInstalled;
    }

    /// @dev Reverts if the calling account is one of this suite and calls `onInstall` beside installing the module.
    /// @param known whether the module has been told of an installation, and not of its end
    function requireInstalling(bool known) internal view {
        Answer answer = ask(msg.sender);
        if (answer == Answer.None || (answer == Answer.Installed && !known)) return;
        if (!_isOfThisSuite(msg.sender)) return;
        if (answer == Answer.Installed) revert IModuleCallbacks.AlreadyInstalled(msg.sender);
        revert IModuleCallbacks.AccountNotInitialized(msg.sender);
    }

    /// @dev Reverts if the calling account is one of this suite and calls `onUninstall` while it has the module.
    function requireRemoving() internal view {
        if (ask(msg.sender) == Answer.Installed && _isOfThisSuite(msg.sender))
            revert IModuleCallbacks.StillInstalled(msg.sender);
    }

    function _isOfThisSuite(address account) private view returns (bool) {
        (bool answered, bool claimed) = _ask(
            account,
            abi.encodeCall(IERC165.supportsInterface, (type(IAccountInitializer).interfaceId))
        );
        return answered && claimed;
    }

    /// @dev Asks for a `bool`, whatever the answer may be.
    function _ask(address account, bytes memory question) private view returns (bool answered, bool yes) {
        bytes32 word;
        (answered, word, ) = LowLevelCall.staticcallReturn64Bytes(account, question);
        answered = answered && LowLevelCall.returnDataSize() > 0x1f;
        yes = answered && word != 0;
    }
}

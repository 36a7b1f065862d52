// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPaymasterFlow} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IPaymasterFlow.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {MODULE_TYPE_HOOK} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IHookManager} from "./IHookManager.sol";
import {IModuleManager} from "./IModuleManager.sol";
import {AbiBytes} from "../../utils/AbiBytes.sol";
import {AccountRegistry, Role} from "../AccountRegistry.sol";
import {AddressWord} from "../../utils/AddressWord.sol";

/// @title Recognises transactions that no hook may see
/// @dev Validation and execution both ask, so that neither kind of hook can keep itself or the other kind
/// installed.
library HookUnlinking {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev Returns whether the transaction does nothing but remove an installed hook, by `unlinkHook` or by
    /// `unlinkModule` with the type of a hook. Hooks are not run for such a transaction; otherwise a hook
    /// that refuses everything would own the account. Nothing that a hook might have refused may come with
    /// it, so it makes no other call, grants no allowance to a paymaster and publishes no bytecode.
    function isAll(Transaction calldata transaction) internal view returns (bool) {
        bytes calldata data = transaction.data;
        // A call of the account itself, with at least the selector and two words of arguments.
        if (transaction.to != uint160(address(this)) || data.length < 68) return false;
        if (transaction.factoryDeps.length != 0) return false;
        if (
            transaction.paymaster != 0 &&
            bytes4(transaction.paymasterInput) != IPaymasterFlow.general.selector
        ) return false;

        // Both functions have the hook among their first two arguments: `unlinkHook(hook, isValidation, …)`
        // and `unlinkModule(type, hook, …)`.
        (uint256 word, uint256 isValidation) = (AbiBytes.word(data, 4), AbiBytes.word(data, 36));
        if (bytes4(data) == IModuleManager.unlinkModule.selector && word == MODULE_TYPE_HOOK) {
            (word, isValidation) = (isValidation, 0);
        } else if (bytes4(data) != IHookManager.unlinkHook.selector) {
            return false;
        }
        return
            AddressWord.fits(word) &&
            AccountRegistry.layout().has(
                address(uint160(word)),
                isValidation == 0 ? Role.ExecutionHook : Role.ValidationHook
            );
    }
}

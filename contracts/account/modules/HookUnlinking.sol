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

/// @title The transaction that no hook sees
library HookUnlinking {
    using AccountRegistry for AccountRegistry.Layout;

    /// @dev Whether the transaction is nothing but the removal of a hook that is there, by `unlinkHook` or by
    /// `unlinkModule` with a hook's type. No hook sees it, or a hook that refuses everything would own the account. So
    /// nothing that a hook might have refused comes along: nothing else is called, and no paymaster is granted an
    /// allowance.
    function isAll(Transaction calldata transaction) internal view returns (bool) {
        bytes calldata data = transaction.data;
        if (transaction.to != uint160(address(this)) || data.length < 68) return false;
        if (
            transaction.paymaster != 0 &&
            bytes4(transaction.paymasterInput) != IPaymasterFlow.general.selector
        ) return false;

        (uint256 word, uint256 isValidation) = (AbiBytes.word(data, 4), AbiBytes.word(data, 36));
        if (bytes4(data) == IModuleManager.unlinkModule.selector && word == MODULE_TYPE_HOOK) {
            (word, isValidation) = (isValidation, 0);
        } else if (bytes4(data) != IHookManager.unlinkHook.selector) {
            return false;
        }
        return
            AddressWord.fits(word) &&
            AccountRegistry.layout().has(
                AddressWord.narrowFitting(word),
                isValidation == 0 ? Role.ExecutionHook : Role.ValidationHook
            );
    }
}

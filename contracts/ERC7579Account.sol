// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {BOOTLOADER_FORMAL_ADDRESS} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";
import {
    ACCOUNT_VALIDATION_SUCCESS_MAGIC,
    IAccount
} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IAccount.sol";
import {
    EIP_712_TX_TYPE,
    Transaction,
    TransactionHelper
} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IAccountInitializer} from "./account/IAccountInitializer.sol";
import {IERC7579Account} from "./IERC7579Account.sol";
import {AccountDescription} from "./account/AccountDescription.sol";
import {AccountKeys} from "./account/keys/AccountKeys.sol";
import {AccountModules} from "./account/modules/AccountModules.sol";
import {AccountRegistry} from "./account/AccountRegistry.sol";
import {AccountUpgrade} from "./account/upgrade/AccountUpgrade.sol";
import {AddressWord} from "./utils/AddressWord.sol";
import {BootloaderOnly} from "./utils/BootloaderOnly.sol";
import {FallbackForwarding} from "./account/execution/FallbackForwarding.sol";
import {HookManager} from "./account/modules/HookManager.sol";
import {LastKeyGuard} from "./account/keys/LastKeyGuard.sol";
import {ModeExecution} from "./account/execution/ModeExecution.sol";
import {ModuleManager} from "./account/modules/ModuleManager.sol";
import {OwnerManager} from "./account/keys/OwnerManager.sol";
import {PaymasterAllowance} from "./account/validation/PaymasterAllowance.sol";
import {SignatureValidation} from "./account/validation/SignatureValidation.sol";
import {TokenReceiver} from "./account/execution/TokenReceiver.sol";
import {TransactionExecution} from "./account/execution/TransactionExecution.sol";
import {TransactionForwarding} from "./account/validation/TransactionForwarding.sol";
import {TransactionHash} from "./account/validation/TransactionHash.sol";
import {TransactionValidation} from "./account/validation/TransactionValidation.sol";
import {ValidatorManager} from "./account/modules/ValidatorManager.sol";

/// @title The smart account of this suite: native account abstraction towards ZKsync Era, ERC-7579 towards
/// modules
/// @notice Owners (secp256k1 keys) and validators (modules: passkeys, sessions) sign for it. The bootloader
/// asks it about each transaction; if the sequencer censors the account, anyone may submit a signed
/// transaction directly. Everything else that changes the account can be called by the account itself only.
/// @dev This is the implementation that every account's proxy delegates to. It orchestrates: each concern
/// with external functions is a mixin in the list below, everything else is a library under `account/`. All
/// state is in ERC-7201 namespaces.
contract ERC7579Account is
    IERC7579Account,
    BootloaderOnly,
    AccountDescription,
    OwnerManager,
    LastKeyGuard,
    ModuleManager,
    ValidatorManager,
    HookManager,
    ModeExecution,
    FallbackForwarding,
    TokenReceiver,
    SignatureValidation,
    AccountUpgrade
{
    using AccountRegistry for AccountRegistry.Layout;
    using TransactionForwarding for Transaction;
    using TransactionHash for Transaction;
    using TransactionHelper for Transaction;

    /// @dev The version of the storage layout, written by `initialize`.
    uint8 private constant STORAGE_VERSION = 1;

    /// @dev Locks the implementation: it can never be initialized, so nobody can ever sign for it.
    constructor() {
        AccountRegistry.layout().version = AccountRegistry.LOCKED;
    }

    /// @inheritdoc IAccountInitializer
    /// @dev Looks for a key last: a key holder has none before its `onInstall` ran.
    function initialize(bytes[] calldata initialValidators, address[] calldata initialK1Owners) external {
        AccountRegistry.Layout storage registry = AccountRegistry.layout();
        if (registry.version != 0) revert AlreadyInitialized();
        // Written before any module is called, so that none of them can initialize the account again.
        registry.version = STORAGE_VERSION;

        for (uint256 i = 0; i < initialK1Owners.length; ++i) _addOwner(initialK1Owners[i]);
        for (uint256 i = 0; i < initialValidators.length; ++i) {
            (address validator, bytes memory initData) = abi.decode(initialValidators[i], (address, bytes));
            AccountModules.install(MODULE_TYPE_VALIDATOR, validator, initData);
        }
        if (!AccountKeys.exist()) revert NoKeys();
        emit Initialized(STORAGE_VERSION);
    }

    /// @inheritdoc IAccount
    /// @dev Only the bootloader may call this. Reverts with `InsufficientFunds` before it asks anything else,
    /// because such a transaction would be included, fail and still cost its fee. Returns the magic value for
    /// EIP-712 transactions only: what an owner signs in any other form is meant for the owner's own address.
    function validateTransaction(
        bytes32,
        bytes32 suggestedSignedHash,
        Transaction calldata transaction
    ) external payable onlyBootloader returns (bytes4 magic) {
        uint256 required = transaction.totalRequiredBalance();
        if (required > address(this).balance) revert InsufficientFunds(required, address(this).balance);
        bool authorized = TransactionValidation.authorize(suggestedSignedHash, transaction);
        // Checked last, so that an estimation costs the same whatever transaction type it is made with.
        if (authorized && transaction.txType == EIP_712_TX_TYPE) magic = ACCOUNT_VALIDATION_SUCCESS_MAGIC;
    }

    /// @inheritdoc IAccount
    /// @dev Only the bootloader may call this, after `validateTransaction` accepted the transaction.
    function executeTransaction(
        bytes32,
        bytes32,
        Transaction calldata transaction
    ) external payable onlyBootloader {
        TransactionExecution.execute(transaction);
    }

    /// @inheritdoc IAccount
    /// @dev Gives the account a way out when the sequencer refuses its transactions: anyone may submit one,
    /// and its signature, nonce and hooks decide as usual. The submitter pays the fee. If the call fails,
    /// everything is undone, the nonce included.
    ///
    /// The submitter must pass exactly what the signer signed, and must leave the call at least the gas that
    /// the signer set; otherwise they could choose which of the inner calls that are allowed to fail do fail.
    /// It follows that a transaction signed for more gas than the chain lets anyone compute with, 80 million,
    /// cannot be submitted this way.
    ///
    /// For the same reason no contract may submit one: it could do so in the middle of some other action, of
    /// this account or of a contract this account calls. `tx.origin` alone does not rule that out, since on
    /// this chain accounts with code begin transactions too.
    function executeTransactionFromOutside(Transaction calldata transaction) external payable {
        // solhint-disable-next-line avoid-tx-origin
        if (msg.sender != tx.origin || msg.sender.code.length != 0) revert SubmittedByContract();
        if (!transaction.isAll()) revert MalformedTransaction();
        if (transaction.txType != EIP_712_TX_TYPE) revert UnsupportedTransactionType(transaction.txType);
        if (transaction.from != uint160(address(this))) revert WrongSender(transaction.from);

        if (!TransactionValidation.authorize(transaction.hash(), transaction)) revert InvalidSignature();
        if (gasleft() < transaction.gasLimit) revert NotEnoughGas(gasleft(), transaction.gasLimit);
        TransactionExecution.execute(transaction);
    }

    /// @inheritdoc IAccount
    /// @dev Only the bootloader may call this. Pays the highest possible fee, in wei; the bootloader refunds
    /// the rest. Reverts with `FeePaymentFailed` if the transfer fails.
    function payForTransaction(
        bytes32,
        bytes32,
        Transaction calldata transaction
    ) external payable onlyBootloader {
        uint256 fee = transaction.maxFeePerGas * transaction.gasLimit;
        (bool paid, ) = BOOTLOADER_FORMAL_ADDRESS.call{value: fee}("");
        if (!paid) revert FeePaymentFailed(fee);
    }

    /// @inheritdoc IAccount
    /// @dev Only the bootloader may call this. Grants the allowance that the approval-based flow asks for;
    /// the general flow asks for nothing.
    function prepareForPaymaster(
        bytes32,
        bytes32,
        Transaction calldata transaction
    ) external payable onlyBootloader {
        PaymasterAllowance.grant(AddressWord.narrow(transaction.paymaster), transaction.paymasterInput);
    }
}

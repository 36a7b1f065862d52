/*
 * Implements DefaultAccount: the code of every codeless address outside kernel space, which makes an EOA an account.
 * What it does for the bootloader costs as much as on Era, because clients estimate other accounts' needs with an EOA's
 * gas. Left out: EVM contract creation (`to` absent), which Era accepts only with EVM emulation.
 */
import { defaultAccountPrice, PRICE_KINDS, valuePrice } from "../era-prices/price-table.ts";
import type { PriceParts } from "../era-prices/price-table.ts";
import { encodeCall, selectorHex } from "../primitives/abi.ts";
import { AbiReader } from "../primitives/abi-reader.ts";
import {
  addressToWord,
  concat,
  EMPTY,
  fromHex,
  toBigInt,
  toHex,
  toWord,
  wordToAddress,
} from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { AccountSelector, MAGIC_VALIDATION, PaymasterFlow } from "../transactions/account-interface.ts";
import { recoverSigner } from "../transactions/ecdsa.ts";
import { TransactionParseError } from "../transactions/parse-error.ts";
import { decodeTransaction } from "../transactions/struct.ts";
import type { TransactionStruct } from "../transactions/struct.ts";
import type { NativeCall, NativeContract } from "../vm/native-call.ts";
import { SystemRevert } from "../vm/system-revert.ts";
import { consumeMinNonce } from "./nonce-holder.ts";

const SECP256K1_HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
const SIGNATURE_LENGTH = 65;
/** Lists the values of SigField in InvalidSig(SigField,uint256). */
const SigField = { Length: 0n, V: 1n, S: 2n } as const;
const MAX_VALUE = (1n << 128n) - 1n;

/** Lists the deployer's functions that an EOA's transaction calls with the system flag. */
export const DEPLOYER_CREATE_SELECTORS: ReadonlySet<string> = new Set(
  [
    "create(bytes32,bytes32,bytes)",
    "create2(bytes32,bytes32,bytes)",
    "createAccount(bytes32,bytes32,bytes,uint8)",
    "create2Account(bytes32,bytes32,bytes,uint8)",
  ].map(selectorHex),
);

/** Tells whether a call from outside gets the system flag: only deployments do. */
export function isDeployment(to: Address, data: Uint8Array): boolean {
  return to === SystemAddress.ContractDeployer && DEPLOYER_CREATE_SELECTORS.has(toHex(data.subarray(0, 4)));
}

export const defaultAccount: NativeContract = (call) => {
  const run = ACCOUNT_FUNCTIONS.get(call.selector);
  // Calls from anyone but the bootloader are ignored, and so are delegate calls.
  const isFromBootloader = call.caller === SystemAddress.Bootloader && call.farCall.kind !== "delegateCall";
  if (run === undefined || !isFromBootloader) return EMPTY;
  call.useGas(gasOf(defaultAccountPrice(call.selector)));
  return run(call);
};

const VALUE_GAS = gasOf(valuePrice);

function gasOf(prices: PriceParts): bigint {
  return BigInt(PRICE_KINDS.reduce((sum, kind) => sum + (prices[kind] ?? 0), 0));
}

const ACCOUNT_FUNCTIONS = new Map<string, (call: NativeCall) => Uint8Array | Promise<Uint8Array>>([
  [AccountSelector.validateTransaction, validateTransaction],
  [AccountSelector.executeTransaction, executeTransaction],
  [AccountSelector.payForTransaction, payForTransaction],
  [AccountSelector.prepareForPaymaster, prepareForPaymaster],
]);

/** Decodes the transaction of `f(bytes32 txHash, bytes32 signedHash, Transaction)`. */
function transactionOf(call: NativeCall): TransactionStruct {
  return decodeTransaction(call.arguments.tail(2));
}

function validateTransaction(call: NativeCall): Uint8Array {
  const transaction = transactionOf(call);
  const account = call.farCall.address;
  const nonceError = consumeMinNonce(call.world, account, transaction.nonce);
  if (nonceError !== undefined) call.revertWith(nonceError);
  requireBalance(call, transaction);
  const digest = call.arguments.word(1);
  return isSignedBy(call, account, digest, transaction.signature)
    ? concat(fromHex(MAGIC_VALIDATION), new Uint8Array(28))
    : toWord(0n);
}

function requireBalance(call: NativeCall, transaction: TransactionStruct): void {
  const fee = transaction.paymaster === 0n ? transaction.maxFeePerGas * transaction.gasLimit : 0n;
  const required = transaction.value + fee;
  const balance = call.world.balance(call.farCall.address);
  if (balance < required) call.revert("InsufficientFunds(uint256,uint256)", required, balance);
}

function isSignedBy(call: NativeCall, account: Address, digest: bigint, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_LENGTH) {
    call.revert("InvalidSig(uint8,uint256)", SigField.Length, BigInt(signature.length));
  }
  const v = signature[64];
  if (v !== 27 && v !== 28) call.revert("InvalidSig(uint8,uint256)", SigField.V, BigInt(v!));
  const s = toBigInt(signature.subarray(32, 64));
  if (s > SECP256K1_HALF_ORDER) call.revert("InvalidSig(uint8,uint256)", SigField.S, s);
  return recoveredSigner(toHex(toWord(digest)), signature) === account;
}

/** Recovers a signer as ecrecover does; undefined when no key can have made the signature. */
function recoveredSigner(digest: Hex, signature: Uint8Array): Address | undefined {
  try {
    return recoverSigner(digest, signature);
  } catch (error) {
    if (error instanceof TransactionParseError) return undefined;
    throw error;
  }
}

async function executeTransaction(call: NativeCall): Promise<Uint8Array> {
  const transaction = transactionOf(call);
  if (transaction.value > MAX_VALUE) call.revert("Overflow()");
  const to = wordToAddress(transaction.to);
  if (transaction.value > 0n) call.useGas(VALUE_GAS);
  const result = await call.call({
    kind: "call",
    caller: call.farCall.address,
    address: to,
    codeAddress: to,
    value: transaction.value,
    data: transaction.data,
    isSystem: isDeployment(to, transaction.data),
    extraAbi: [],
  });
  if (!result.success) call.revertWith(result.returnData);
  return concat(toWord(32n), toWord(0n));
}

async function payForTransaction(call: NativeCall): Promise<Uint8Array> {
  const { maxFeePerGas, gasLimit } = transactionOf(call);
  const paid = await callFrom(call, SystemAddress.Bootloader, maxFeePerGas * gasLimit, EMPTY);
  if (!paid.success) call.revert("FailedToPayOperator()");
  return EMPTY;
}

async function prepareForPaymaster(call: NativeCall): Promise<Uint8Array> {
  const { paymaster, paymasterInput } = transactionOf(call);
  if (paymasterInput.length < 4) call.revert("InvalidInput()");
  const flow = toHex(paymasterInput.subarray(0, 4));
  if (flow === PaymasterFlow.general) return EMPTY;
  if (flow !== PaymasterFlow.approvalBased) call.revert("UnsupportedPaymasterFlow()");
  const input = new AbiReader(paymasterInput.subarray(4));
  await ensureAllowance(call, input.address(0), wordToAddress(paymaster), input.word(1));
  return EMPTY;
}

async function ensureAllowance(
  call: NativeCall,
  token: Address,
  spender: Address,
  minimum: bigint,
): Promise<void> {
  const owner = addressToWord(call.farCall.address);
  const query = encodeCall("allowance(address,address)", owner, addressToWord(spender));
  const allowance = await callFrom(call, token, 0n, query);
  if (!allowance.success) call.revertWith(allowance.returnData);
  if (allowance.returnData.length < 32) throw new SystemRevert();
  if (toBigInt(allowance.returnData.subarray(0, 32)) >= minimum) return;
  await approve(call, token, spender, 0n);
  await approve(call, token, spender, minimum);
}

/** Approves as SafeERC20 does: a token that returns a value must return true. */
async function approve(call: NativeCall, token: Address, spender: Address, amount: bigint): Promise<void> {
  const request = encodeCall("approve(address,uint256)", addressToWord(spender), amount);
  const { success, returnData } = await callFrom(call, token, 0n, request);
  if (!success) call.revertWith(returnData);
  if (returnData.length > 0 && toBigInt(returnData.subarray(0, 32)) !== 1n) throw new SystemRevert();
}

function callFrom(call: NativeCall, to: Address, value: bigint, data: Uint8Array) {
  if (value > 0n) call.useGas(VALUE_GAS);
  return call.call({
    kind: "call",
    caller: call.farCall.address,
    address: to,
    codeAddress: to,
    value,
    data,
    isSystem: false,
    extraAbi: [],
  });
}

/* 0x800a L2BaseToken: ETH's ledger. It is no ERC-20: balanceOf takes a uint256, there is no approve. */
import { addressTopic, encodeBytesTail, eventTopic } from "../primitives/abi.ts";
import { concat, EMPTY, fromHex, toWord, wordToAddress } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { nativeContract } from "../vm/native-call.ts";
import type { NativeCall } from "../vm/native-call.ts";
import { sendToL1 } from "./l1-messenger.ts";

const WITHDRAWAL = eventTopic("Withdrawal(address,address,uint256)");
const WITHDRAWAL_WITH_MESSAGE = eventTopic("WithdrawalWithMessage(address,address,uint256,bytes)");
const MINT = eventTopic("Mint(address,uint256)");
/** Is the selector of the L1 bridge's finalizeEthWithdrawal, which begins every withdrawal message. */
const FINALIZE_WITHDRAWAL = fromHex("0x6c0960f9");
const BALANCES_SLOT = 0n;
const TOTAL_SUPPLY_SLOT = 1n;
const MAX_WORD = 2n ** 256n - 1n;
/** Is Solidity's panic code for arithmetic overflow. */
const ARITHMETIC_PANIC = 0x11n;

function text(value: string): Uint8Array {
  return concat(toWord(32n), encodeBytesTail(new TextEncoder().encode(value)));
}

function transferFromTo(call: NativeCall, from: Address, to: Address, amount: bigint): Uint8Array {
  call.requireNoValue();
  call.requireCaller(
    SystemAddress.MsgValueSimulator,
    SystemAddress.ContractDeployer,
    SystemAddress.Bootloader,
  );
  call.requireMutable();
  if (!call.vm.transfer(from, to, amount)) {
    call.revert("InsufficientFunds(uint256,uint256)", amount, call.world.balance(from));
  }
  return EMPTY;
}

function mint(call: NativeCall, account: Address, amount: bigint): Uint8Array {
  if (call.caller !== SystemAddress.Bootloader) call.revert("CallerMustBeBootloader()");
  call.requireMutable();
  const balance = call.world.balance(account) + amount;
  const supply = call.world.storage.read(SystemAddress.L2BaseToken, TOTAL_SUPPLY_SLOT) + amount;
  if (balance > MAX_WORD || supply > MAX_WORD) call.revert("Panic(uint256)", ARITHMETIC_PANIC);
  call.world.setBalance(account, balance);
  changeSupply(call, amount);
  call.emit([MINT, addressTopic(account)], toWord(amount));
  return EMPTY;
}

/** Burns msg.value, which the call has moved here, and sends the message to L1. */
function burn(call: NativeCall, message: Uint8Array): void {
  call.requireMutable();
  call.readsMapping(BigInt(SystemAddress.L2BaseToken), BALANCES_SLOT);
  call.world.setBalance(
    SystemAddress.L2BaseToken,
    call.world.balance(SystemAddress.L2BaseToken) - call.value,
  );
  changeSupply(call, -call.value);
  sendToL1(call, SystemAddress.L2BaseToken, message);
}

function changeSupply(call: NativeCall, by: bigint): void {
  const supply = call.world.storage.read(SystemAddress.L2BaseToken, TOTAL_SUPPLY_SLOT) + by;
  call.world.storage.write(SystemAddress.L2BaseToken, TOTAL_SUPPLY_SLOT, supply < 0n ? 0n : supply);
}

function withdraw(call: NativeCall, receiver: Address): Uint8Array {
  burn(call, concat(FINALIZE_WITHDRAWAL, fromHex(receiver), toWord(call.value)));
  call.emit([WITHDRAWAL, addressTopic(call.caller), addressTopic(receiver)], toWord(call.value));
  return EMPTY;
}

function withdrawWithMessage(call: NativeCall, receiver: Address, message: Uint8Array): Uint8Array {
  burn(
    call,
    concat(FINALIZE_WITHDRAWAL, fromHex(receiver), toWord(call.value), fromHex(call.caller), message),
  );
  const data = concat(toWord(call.value), toWord(64n), encodeBytesTail(message));
  call.emit([WITHDRAWAL_WITH_MESSAGE, addressTopic(call.caller), addressTopic(receiver)], data);
  return EMPTY;
}

export const l2BaseToken = nativeContract({
  "balanceOf(uint256)": (call, args) => {
    call.readsMapping(BigInt(wordToAddress(args.word(0))), BALANCES_SLOT);
    return toWord(call.world.balance(wordToAddress(args.word(0))));
  },
  "totalSupply()": (call) => {
    call.readsSlot(SystemAddress.L2BaseToken, TOTAL_SUPPLY_SLOT);
    return toWord(call.world.storage.read(SystemAddress.L2BaseToken, TOTAL_SUPPLY_SLOT));
  },
  "name()": () => text("Ether"),
  "symbol()": () => text("ETH"),
  "decimals()": () => toWord(18n),
  "transferFromTo(address,address,uint256)": (call, args) =>
    transferFromTo(call, args.address(0), args.address(1), args.word(2)),
  "mint(address,uint256)": (call, args) => mint(call, args.address(0), args.word(1)),
  "withdraw(address)": (call, args) => withdraw(call, args.address(0)),
  "withdrawWithMessage(address,bytes)": (call, args) =>
    withdrawWithMessage(call, args.address(0), args.bytes(1)),
});

import { parseEther } from "ethers";
import type { AccountSigner } from "../../test/helpers/accounts/account-signer";
import { BOOTLOADER, bootloaderCalldata, plainTransaction } from "../../test/helpers/chain/bootloader-call";
import { transactionStruct } from "../../test/helpers/accounts/account-struct";
import { encodeBatchExecute } from "../../test/helpers/accounts/execution-mode";
import { encodeModuleInstall, encodePasskeyInstall } from "../../test/helpers/accounts/module-install";
import { sendAs, type AccountCall } from "../../test/helpers/accounts/send-as";
import { encodeSession } from "../../test/helpers/sessions/session-spec";
import { createPasskey } from "../../test/helpers/passkeys/software-authenticator";
import { walletDeployer } from "../../test/helpers/accounts/suite";
import { CodeSize__factory } from "../../typechain-types";
import { measure } from "./measure";
import { PRICE_KINDS, type Cost, type EraPrices, type GasReport } from "./report";
import { FRIEND, type GasStage } from "./stage";

const MAGIC = "0x202bcce7";
const NO_ANSWER = "0x";
const TRANSFER: AccountCall = { to: FRIEND, value: parseEther("0.001") };

/** Measures every flow. Sessions are used in between, so the order of the calls matters. */
export async function measureFlows(stage: GasStage): Promise<GasReport> {
  const { owner, passkey, token } = stage;
  const tokenTransfer: AccountCall = {
    to: await token.getAddress(),
    data: token.interface.encodeFunctionData("transfer", [FRIEND, 1_000n]),
  };
  const batch: AccountCall = {
    to: stage.account.address,
    data: encodeBatchExecute([
      { target: tokenTransfer.to, callData: tokenTransfer.data },
      { target: tokenTransfer.to, callData: tokenTransfer.data },
      { target: FRIEND, value: TRANSFER.value },
    ]),
  };
  const transferSession = await stage.openTransferSession();
  const validateSessionTransferFirst = await validation(stage, transferSession, TRANSFER);
  await sendAs(stage.account, transferSession, TRANSFER);

  // Its fee has been counted before its first call.
  const callSession = await stage.openCallSession();
  await sendAs(stage.account, callSession, TRANSFER);
  const validateSessionCallFirst = await validation(stage, callSession, tokenTransfer);
  await sendAs(stage.account, callSession, tokenTransfer);

  const validations = {
    validateOwner: await validation(stage, owner, TRANSFER),
    validatePasskey: await validation(stage, passkey, TRANSFER),
    validateSessionTransferFirst,
    validateSessionTransferNext: await validation(stage, transferSession, TRANSFER),
    validateSessionCallFirst,
    validateSessionCallNext: await validation(stage, callSession, tokenTransfer),
    validateSessionBatch: await validation(stage, callSession, batch),
  };
  const paying = await payment(stage, owner, TRANSFER);
  return {
    flows: {
      initialize: await initialization(stage),
      ...validations,
      executeTransfer: await execution(stage, owner, TRANSFER),
      executeFromOutside: await fromOutside(stage, owner, TRANSFER),
    },
    validations: mapValues(validations, ({ eraPrices }) => addPrices(eraPrices, paying.eraPrices)),
    accountCodeBytes: await codeSize(stage),
  };
}

/** Returns the factory's call to an uninitialized proxy: one passkey, one session, one owner. */
async function initialization(stage: GasStage): Promise<Cost> {
  const { suite, account } = stage;
  const proxy = await walletDeployer(suite.deployer).deploy("AccountProxy", [suite.addresses.beacon]);
  const { spec } = await stage.newSession();
  const passkey = createPasskey({ origin: "https://sso.example" });
  const modules = [
    encodeModuleInstall(suite.addresses.session, encodeSession(spec)),
    encodeModuleInstall(suite.addresses.passkey, encodePasskeyInstall(passkey)),
  ];
  const data = account.contract.interface.encodeFunctionData("initialize", [modules, [FRIEND]]);
  const call = { from: suite.addresses.accountFactory, to: proxy, data };
  return measure(account.provider, call, NO_ANSWER);
}

/** Returns the bootloader's `validateTransaction` for a transaction that the signer has signed. */
async function validation({ account }: GasStage, signer: AccountSigner, call: AccountCall): Promise<Cost> {
  const tx = await plainTransaction(account, call);
  const data = bootloaderCalldata("validateTransaction", tx, await signer.sign(tx));
  return measure(account.provider, { from: BOOTLOADER, to: account.address, data }, MAGIC);
}

/** Returns the bootloader's `executeTransaction`. */
function execution(stage: GasStage, signer: AccountSigner, call: AccountCall): Promise<Cost> {
  return afterValidation(stage, "executeTransaction", signer, call);
}

/** Returns the cost of `executeTransactionFromOutside`, sent by anyone, which validates and executes. */
async function fromOutside(
  { suite, account }: GasStage,
  signer: AccountSigner,
  call: AccountCall,
): Promise<Cost> {
  const tx = await plainTransaction(account, call);
  const struct = transactionStruct(tx, await signer.sign(tx));
  const data = account.contract.interface.encodeFunctionData("executeTransactionFromOutside", [struct]);
  return measure(account.provider, { from: suite.deployer.address, to: account.address, data }, NO_ANSWER);
}

/** Returns the bootloader's `payForTransaction`. */
function payment(stage: GasStage, signer: AccountSigner, call: AccountCall): Promise<Cost> {
  return afterValidation(stage, "payForTransaction", signer, call);
}

async function afterValidation(
  { account }: GasStage,
  step: "executeTransaction" | "payForTransaction",
  signer: AccountSigner,
  call: AccountCall,
): Promise<Cost> {
  const tx = await plainTransaction(account, call);
  const data = bootloaderCalldata(step, tx, await signer.sign(tx));
  return measure(account.provider, { from: BOOTLOADER, to: account.address, data }, NO_ANSWER);
}

function addPrices(one: EraPrices, other: EraPrices): EraPrices {
  return Object.fromEntries(PRICE_KINDS.map((kind) => [kind, one[kind] + other[kind]])) as EraPrices;
}

function mapValues<K extends string, V, W>(values: Record<K, V>, change: (value: V) => W): Record<K, W> {
  const entries = Object.entries<V>(values).map(([key, value]) => [key, change(value)] as const);
  return Object.fromEntries(entries) as Record<K, W>;
}

async function codeSize({ suite }: GasStage): Promise<number> {
  const counter = CodeSize__factory.connect(
    await walletDeployer(suite.deployer).deploy("CodeSize", []),
    suite.provider,
  );
  return Number(await counter.at(suite.addresses.accountImplementation));
}

import { parseEther } from "ethers";
import type { AccountSigner } from "../../test/helpers/account-signer";
import { BOOTLOADER, bootloaderCalldata, plainTransaction } from "../../test/helpers/bootloader-call";
import { encodeModuleInstall, encodePasskeyInstall } from "../../test/helpers/module-install";
import { sendAs, type AccountCall } from "../../test/helpers/send-as";
import { encodeSession } from "../../test/helpers/session-spec";
import { createPasskey } from "../../test/helpers/software-authenticator";
import { walletDeployer } from "../../test/helpers/suite";
import { CodeSize__factory } from "../../typechain-types";
import { measure } from "./measure";
import type { Cost, GasReport } from "./report";
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
  const transferSession = await stage.openTransferSession();
  const validateSessionTransferFirst = await validation(stage, transferSession, TRANSFER);
  await sendAs(stage.account, transferSession, TRANSFER);

  // Its fee has been counted before its first call.
  const callSession = await stage.openCallSession();
  await sendAs(stage.account, callSession, TRANSFER);
  const validateSessionCallFirst = await validation(stage, callSession, tokenTransfer);
  await sendAs(stage.account, callSession, tokenTransfer);

  return {
    flows: {
      initialize: await initialization(stage),
      validateOwner: await validation(stage, owner, TRANSFER),
      validatePasskey: await validation(stage, passkey, TRANSFER),
      validateSessionTransferFirst,
      validateSessionTransferNext: await validation(stage, transferSession, TRANSFER),
      validateSessionCallFirst,
      validateSessionCallNext: await validation(stage, callSession, tokenTransfer),
      executeTransfer: await execution(stage, owner, TRANSFER),
    },
    accountCodeBytes: await codeSize(stage),
  };
}

/** The factory's call of a proxy that nobody has initialized: one passkey, one session, one owner. */
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

/** The bootloader's `validateTransaction` of a transaction the signer has signed. */
async function validation({ account }: GasStage, signer: AccountSigner, call: AccountCall): Promise<Cost> {
  const tx = await plainTransaction(account, call);
  const data = bootloaderCalldata("validateTransaction", tx, await signer.sign(tx));
  return measure(account.provider, { from: BOOTLOADER, to: account.address, data }, MAGIC);
}

/** The bootloader's `executeTransaction`. */
async function execution({ account }: GasStage, signer: AccountSigner, call: AccountCall): Promise<Cost> {
  const tx = await plainTransaction(account, call);
  const data = bootloaderCalldata("executeTransaction", tx, await signer.sign(tx));
  return measure(account.provider, { from: BOOTLOADER, to: account.address, data }, NO_ANSWER);
}

async function codeSize({ suite }: GasStage): Promise<number> {
  const counter = CodeSize__factory.connect(
    await walletDeployer(suite.deployer).deploy("CodeSize", []),
    suite.provider,
  );
  return Number(await counter.at(suite.addresses.accountImplementation));
}

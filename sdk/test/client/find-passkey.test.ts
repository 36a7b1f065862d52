import { expect } from "chai";
import {
  custom,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  hexToBigInt,
  numberToHex,
  zeroHash,
  type Hex,
} from "viem";
import { zksync } from "viem/chains";
import { webAuthnModuleAbi } from "../../src/abi/index.js";
import { createZksyncPasskeyClient } from "../../src/client/passkey/index.js";
import { MissingCredentialIdError } from "../../src/errors/index.js";
import { getPublicKeyBytesFromPasskeySignature } from "../../src/utils/index.js";
import { ACCOUNT, ALICE, BOB } from "../helpers/addresses.js";
import { makePasskey, PAGE, type Passkey } from "../helpers/passkey-account.js";
import { rejection } from "../helpers/rejection.js";

const BLOCKS = 60_000_000n;

/** A chain of many blocks, in one of which an account's passkey was made, on a node that answers for so many at once. */
function node(passkey: Passkey, mostBlocks: bigint, refusal = "query exceeds max block range") {
  const asked: bigint[] = [];
  const created = {
    address: BOB,
    topics: encodeEventTopics({
      abi: webAuthnModuleAbi,
      eventName: "PasskeyCreated",
      args: { keyOwner: ACCOUNT },
    }),
    data: encodeAbiParameters(
      [{ type: "string" }, { type: "bytes" }],
      [PAGE.origin, `0x${Buffer.from(passkey.credentialId, "base64url").toString("hex")}`],
    ),
    blockNumber: numberToHex(BLOCKS - 5n),
    blockHash: zeroHash,
    transactionHash: zeroHash,
    transactionIndex: "0x0",
    logIndex: "0x0",
    removed: false,
  };
  const [x, y] = getPublicKeyBytesFromPasskeySignature(passkey.credentialPublicKey);
  const key = encodeFunctionResult({
    abi: webAuthnModuleAbi,
    functionName: "getAccountKey",
    result: [toHex(x), toHex(y)],
  });
  const logs = ({ fromBlock, toBlock }: { fromBlock: Hex; toBlock: Hex }) => {
    const [from, to] = [hexToBigInt(fromBlock), hexToBigInt(toBlock)];
    asked.push(to - from + 1n);
    if (to - from >= mostBlocks) throw Object.assign(new Error(refusal), { code: -32000 });
    return to >= BLOCKS - 5n ? [created] : [];
  };
  const answers: Readonly<Record<string, (first: never) => unknown>> = {
    eth_getLogs: logs,
    eth_blockNumber: () => numberToHex(BLOCKS),
    eth_call: () => key,
    eth_estimateGas: () => "0x10000",
    eth_gasPrice: () => "0x1",
    eth_getTransactionCount: () => "0x0",
    eth_sendRawTransaction: () => zeroHash,
  };
  const request = async ({ method, params }: { method: string; params?: readonly [never] }) =>
    answers[method]?.(params?.[0] as never);
  return { asked, transport: custom({ request: request as never }, { retryCount: 0 }) };
}

function toHex(bytes: Uint8Array): Hex {
  return `0x${Buffer.from(bytes).toString("hex")}`;
}

describe("A passkey client that does not know its passkey's id", () => {
  let passkey: Passkey;
  beforeEach(async () => {
    passkey = await makePasskey();
  });

  const send = ({ transport }: ReturnType<typeof node>, request: object = {}) =>
    createZksyncPasskeyClient({
      address: ACCOUNT,
      chain: zksync,
      transport,
      credentialPublicKey: passkey.credentialPublicKey,
      userName: "alice",
      userDisplayName: "Alice",
      contracts: { passkey: BOB, session: BOB, accountFactory: BOB, recovery: BOB } as never,
      authenticator: passkey.authenticator,
      ...PAGE,
    }).sendTransaction({ to: ALICE, ...request });
  const allowed = () => Object(passkey.authenticator.asked.at(-1)) as { allowCredentials?: unknown };

  it("finds it in the chain's logs, of as many blocks at once as the node answers for", async () => {
    const limited = node(passkey, 5_000_000n);
    await send(limited);
    expect(allowed().allowCredentials).to.deep.equal([{ id: passkey.credentialId, type: "public-key" }]);
    expect(limited.asked.length).to.be.greaterThan(2);
  });

  it("gives up, saying what to do, if the node answers for too few blocks at once, or for none", async () => {
    const few = node(passkey, 1000n);
    const error = await rejection(send(few), MissingCredentialIdError);
    expect(error.message).to.match(/Pass the `credentialId`[^]*answers for \d+ of 60000001 blocks/);
    expect(few.asked.length).to.be.lessThan(40);
    const none = node(passkey, 0n, "the method eth_getLogs is not available");
    const refused = await rejection(send(none), MissingCredentialIdError);
    expect(refused.message).to.include("eth_getLogs is not available");
    expect(none.asked).to.have.length(1);
  });

  it("has the person pick, where the gas is given and the node does not answer", async () => {
    expect(await send(node(passkey, 0n, "no"), { gas: 100_000n })).to.match(/^0x/);
    expect(allowed().allowCredentials ?? []).to.deep.equal([]);
  });
});

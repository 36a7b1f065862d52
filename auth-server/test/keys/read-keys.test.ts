import { erc7579AccountAbi, webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import {
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  isAddressEqual,
  numberToHex,
  type Address,
} from "viem";
import { readKeys } from "../../src/keys/read-keys.ts";
import { calldataOf, CHAIN, fakeNode, nodeLog, type NodeRequest } from "../fake-node.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const OWNER = "0x36615Cf349d7F6344891B1e7CA7C72883F5dc049";
const ORIGIN = "https://auth.example";

type Logged = "PasskeyCreated" | "PasskeyRemoved" | "AllPasskeysRemoved";

describe("The keys that are shown of an account", () => {
  let leave: (() => void) | undefined;

  afterEach(() => leave?.());

  /** Reads the keys of an account, of which the passkey module has logged what is given, an event in each block. */
  const read = (events: readonly (readonly [Logged, origin?: string, credentialId?: `0x${string}`])[]) => {
    const logs = events.map(([eventName, origin = ORIGIN, credentialId = "0x01"], i) =>
      nodeLog(
        {
          address: CHAIN.contracts.passkey,
          topics: encodeEventTopics({
            abi: webAuthnModuleAbi,
            eventName,
            args: { keyOwner: ACCOUNT },
          } as never),
          data:
            eventName === "AllPasskeysRemoved"
              ? "0x"
              : encodeAbiParameters([{ type: "string" }, { type: "bytes" }], [origin, credentialId]),
        },
        i + 1,
      ),
    );
    const call = (request: NodeRequest) => {
      const { functionName } = decodeFunctionData({ abi: erc7579AccountAbi, data: calldataOf(request) });
      const result = functionName === "listK1Owners" ? [OWNER] : [];
      return encodeFunctionResult({ abi: erc7579AccountAbi, functionName, result } as never);
    };
    leave = fakeNode((request) => {
      const { method, params } = request;
      if (method === "eth_call") return call(request);
      if (method === "eth_getLogs") {
        const [{ address }] = params as [{ address: Address }];
        return isAddressEqual(address, CHAIN.contracts.passkey) ? logs : [];
      }
      if (method === "eth_getBlockByNumber")
        return { number: params[0], timestamp: numberToHex(1000 + Number(params[0])), transactions: [] };
      return "0x1";
    });
    return readKeys(CHAIN, ACCOUNT);
  };

  it("are its owners, and its passkeys with the time since when they are", async () => {
    const keys = await read([["PasskeyCreated"], ["PasskeyCreated", "https://other.example", "0xff"]]);
    expect(keys).to.deep.equal({
      passkeys: [
        { credentialId: "AQ", origin: ORIGIN, since: 1001n },
        { credentialId: "_w", origin: "https://other.example", since: 1002n },
      ],
      owners: [OWNER],
      modules: [],
    });
  });

  it("are those that were added last: a removed passkey is shown only if it was added again", async () => {
    const other = "https://other.example";
    const { passkeys } = await read([
      ["PasskeyCreated"],
      ["PasskeyCreated", other],
      ["PasskeyRemoved", other],
      ["PasskeyCreated", ORIGIN, "0x02"],
      ["PasskeyRemoved", ORIGIN, "0x02"],
      ["PasskeyCreated", ORIGIN, "0x02"],
    ]);
    expect(passkeys).to.deep.equal([
      { credentialId: "AQ", origin: ORIGIN, since: 1001n },
      { credentialId: "Ag", origin: ORIGIN, since: 1006n },
    ]);
  });

  it("are none of those from before all were removed", async () => {
    const { passkeys } = await read([
      ["PasskeyCreated"],
      ["AllPasskeysRemoved"],
      ["PasskeyCreated", ORIGIN, "0x02"],
    ]);
    expect(passkeys.map(({ credentialId }) => credentialId)).to.deep.equal(["Ag"]);
  });
});

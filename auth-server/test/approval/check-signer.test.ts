import { expect } from "chai";
import { encodeAbiParameters, zeroHash, type Hex } from "viem";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import { checkSigner, SignerTakenError } from "../../src/approval/check-signer.ts";
import { CHAIN, fakeNode } from "../fake-node.ts";
import { SPENDER } from "../session.ts";

/** A connection with a session of a key, or without one. */
const connection = (key?: object): ParsedRequest =>
  ({
    id: crypto.randomUUID(),
    chainId: CHAIN.id,
    method: "wallet_connect",
    params: [{ version: "1", capabilities: key ? { session: { key, preferences: {} } } : {} }],
  }) as ParsedRequest;

describe("The key of a session that an app requests", () => {
  let leave: (() => void) | undefined;
  let asked: readonly string[];

  const check = async (request: ParsedRequest, session: Hex): Promise<unknown> => {
    const methods: string[] = [];
    leave = fakeNode(({ method }) => {
      methods.push(method);
      return encodeAbiParameters([{ type: "bytes32" }], [session]);
    });
    asked = methods;
    return checkSigner(CHAIN, request).catch((error: unknown) => error);
  };

  afterEach(() => leave?.());

  it("is refused if it is another session's, whoever's that is", async () => {
    const key = { type: "secp256k1", address: SPENDER } as const;
    const error = await check(connection(key), `0x${"11".repeat(32)}`);
    expect(error).to.be.instanceOf(SignerTakenError);
    expect((error as Error).message).to.contain(SPENDER);
    expect(await check(connection(key), zeroHash)).to.equal(undefined);
  });

  it("is asked for of no chain where there is none", async () => {
    const session: Hex = `0x${"11".repeat(32)}`;
    for (const request of [
      connection(),
      { ...connection(), method: "eth_requestAccounts" } as ParsedRequest,
    ]) {
      expect(await check(request, session)).to.equal(undefined);
      expect(asked).to.deep.equal([]);
    }
  });
});

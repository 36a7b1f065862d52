import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { expect } from "chai";
import {
  decodeFunctionData,
  encodeEventTopics,
  encodeFunctionResult,
  zeroAddress,
  type Address,
  type Hash,
} from "viem";
import { readForeignGuardians } from "../../src/guardians/foreign-guardians.ts";
import { calldataOf, CHAIN, fakeNode, nodeLog, type NodeRequest } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const [OWN, OTHER] = ["https://auth.example", "https://evil.example"];

type Logged = readonly [
  event: "GuardianProposed" | "GuardianAdded" | "GuardianRemoved",
  page: Hash,
  guardian: Address,
];

describe("The guardians that an account has on other pages", () => {
  let leave: (() => void) | undefined;

  beforeEach(() => {
    Object.defineProperty(globalThis, "window", { value: { location: { origin: OWN } }, configurable: true });
  });
  afterEach(() => {
    leave?.();
    Reflect.deleteProperty(globalThis, "window");
  });

  /** Reads them from a node that has these logs, and of which the module knows these guardians. */
  const read = (logged: readonly Logged[], known: readonly Address[]) => {
    const answer = (request: NodeRequest) => {
      const { args } = decodeFunctionData({ abi: guardianRecoveryModuleAbi, data: calldataOf(request) });
      const guardian = args?.[2] as Address;
      const isKnown = known.includes(guardian);
      return encodeFunctionResult({
        abi: guardianRecoveryModuleAbi,
        functionName: "accountGuardianData",
        result: isKnown ? [guardian, true, 7n] : [zeroAddress, false, 0n],
      });
    };
    const logs = logged.map(([eventName, page, guardian], i) =>
      nodeLog(
        {
          address: CHAIN.contracts.recovery,
          topics: encodeEventTopics({
            abi: guardianRecoveryModuleAbi,
            eventName,
            args: { account: ACCOUNT, hashedOriginDomain: page, guardian },
          }),
          data: "0x",
        },
        i + 1,
      ),
    );
    leave = fakeNode((request) => {
      if (request.method === "eth_call") return answer(request);
      return request.method === "eth_getLogs" ? logs : "0x1";
    });
    return readForeignGuardians(CHAIN, ACCOUNT);
  };

  it("are those who can let a passkey in that works elsewhere, and not this page's own", async () => {
    const page = hashOfOrigin(OTHER);
    const logged: Logged[] = [
      ["GuardianProposed", hashOfOrigin(OWN), TARGET],
      ["GuardianProposed", page, SPENDER],
      ["GuardianAdded", page, SPENDER],
    ];
    expect(await read(logged, [TARGET, SPENDER])).to.deep.equal([
      { address: SPENDER, isReady: true, since: 7n, page },
    ]);
  });

  it("are not those who were removed, or whom the module knows no more", async () => {
    const page = hashOfOrigin(OTHER);
    const proposed: Logged = ["GuardianProposed", page, SPENDER];
    expect(await read([proposed, ["GuardianRemoved", page, SPENDER]], [SPENDER])).to.deep.equal([]);
    expect(await read([proposed], [])).to.deep.equal([]);
    const again: Logged[] = [proposed, ["GuardianRemoved", page, SPENDER], proposed];
    expect(await read(again, [SPENDER])).to.have.length(1);
  });
});

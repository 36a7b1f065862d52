import { expect } from "chai";
import {
  LimitUnlimited,
  type CallSpec,
  type ConstraintSpec,
  type SessionSpec,
  type TransferSpec,
  type UsageLimit,
} from "@zksync-sso/sdk/session";
import { parseAbi, parseEther, toFunctionSelector } from "viem";
import { permissionsOf } from "../../src/approval/permissions.ts";
import { riskOf } from "../../src/approval/risk.ts";
import type { TargetFacts } from "../../src/approval/target-facts.ts";
import { askedCall, callOf, exactly, lifetime, sessionOf, SPENDER, summed, TARGET } from "../session.ts";

const NOW = 1_999_990_000n;
const MONTH = 30n * 86_400n;
const LARGE = parseEther("1");
/** What the sessions here may pay in fees. */
const FEES = sessionOf().feeLimit.limit;
const risk = (signature: string, ...constraints: Parameters<typeof callOf>[1] & object) => {
  const selector = toFunctionSelector(`function ${signature}`);
  return riskOf(sessionOf({ callPolicies: [callOf(selector, constraints)] }), new Map(), NOW);
};

describe("The risk of a session", () => {
  it("is none for an ordinary call", () => {
    expect(risk("mint()")).to.equal(undefined);
  });

  it("is that somebody else may take everything, whatever the function is called that lets them", () => {
    for (const signature of [
      "approve(address)",
      "hope(address)",
      "setOperator(address,bool)",
      "setAuthorization(address,bool)",
      "allow(address,bool)",
      "authorizeOperator(address)",
    ])
      expect(risk(signature, exactly(0n, SPENDER)), signature).to.match(/all you have .* even afterwards/);
  });

  it("is that somebody else may take an amount later on, for every function that says how much", () => {
    for (const [signature, word] of [
      ["approve(address,uint256)", 1n],
      ["increaseAllowance(address,uint256)", 1n],
      ["approveAndCall(address,uint256)", 1n],
      ["approve(address,address,uint160,uint48)", 2n],
      ["approveDelegation(address,uint256)", 1n],
    ] as const) {
      expect(risk(signature, summed(word, 5n)), signature).to.match(/take tokens .* even afterwards/);
      expect(risk(signature, exactly(word, "0x00")), signature).to.equal(undefined);
    }
  });

  it("is that all tokens of one kind may go, whatever the function is called that moves them", () => {
    for (const [signature, word] of [
      ["transfer(address,uint256)", 1n],
      ["transferAndCall(address,uint256)", 1n],
      ["transferAndCall(address,uint256,bytes)", 1n],
      ["transferFrom(address,address,uint256)", 2n],
      ["transferFromAndCall(address,address,uint256)", 2n],
      ["transferFromAndCall(address,address,uint256,bytes)", 2n],
      ["send(address,uint256,bytes)", 1n],
      ["operatorSend(address,address,uint256,bytes,bytes)", 2n],
    ] as const) {
      expect(risk(signature), signature).to.match(/no upper limit.* all your tokens of one kind/);
      expect(risk(signature, summed(word, 5n)), signature).to.satisfy((words: string | undefined) =>
        word === 1n ? words === undefined : words?.includes("others have let your account move"),
      );
    }
  });

  it("is that everything in a contract of several tokens may go, where nothing counts how much does", () => {
    for (const [signature, word] of [
      ["safeTransferFrom(address,address,uint256,uint256,bytes)", 3n],
      ["transfer(address,uint256,uint256)", 2n],
      ["transferFrom(address,address,uint256,uint256)", 3n],
    ] as const) {
      expect(risk(signature), signature).to.match(/no upper limit.* everything you have in a collection/);
      expect(risk(signature, summed(word, 5n)), signature).to.satisfy((words: string | undefined) =>
        word === 2n ? words === undefined : words?.includes("others have let your account move"),
      );
    }
    expect(risk("safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)")).to.match(
      /no upper limit/,
    );
  });

  it("is said by the worst of a session, of which each is worse than the next", () => {
    const transfer = (limit: UsageLimit, maxValuePerUse = limit.limit): TransferSpec => ({
      target: TARGET,
      maxValuePerUse,
      valueLimit: limit,
    });
    const call = (signature: string, ...constraints: ConstraintSpec[]): CallSpec =>
      callOf(toFunctionSelector(`function ${signature}`), constraints);
    const pieces = { hasCode: true, standard: "ERC-721" } as const;
    const step = (
      words: RegExp | undefined,
      parts: Partial<SessionSpec>,
      facts: readonly (readonly [string, TargetFacts])[] = [],
    ) => ({ words, parts, facts });
    const COLLECTION = "0x00000000000000000000000000000000000C0113";
    // From the least to the worst: each keeps what the ones before it ask for.
    const steps = [
      step(undefined, { transferPolicies: [transfer(lifetime(LARGE - FEES - 1n))] }),
      step(/^That is a lot of ETH/, { transferPolicies: [transfer(lifetime(1n))] }),
      step(/^That is a long time/, { expiresAt: NOW + MONTH + 1n }),
      step(/does not exist yet/, { callPolicies: [call("mint()")] }, [
        [TARGET.toLowerCase(), { hasCode: false }],
      ]),
      step(/take tokens of yours, within its limits/, {
        callPolicies: [call("approve(address,uint256)", exactly(0n, SPENDER), summed(1n, 5n))],
      }),
      step(/those that others have let your account move/, {
        callPolicies: [call("transferFrom(address,address,uint256)", summed(2n, 5n))],
      }),
      step(
        /everything you have in a collection/,
        {
          callPolicies: [{ ...call("safeTransferFrom(address,address,uint256)"), target: COLLECTION }],
        },
        [[COLLECTION.toLowerCase(), pieces]],
      ),
      step(/take all you have in a contract/, {
        callPolicies: [call("hope(address)", exactly(0n, SPENDER))],
      }),
      step(/move everything you have in a collection, even afterwards/, {
        callPolicies: [call("setApprovalForAll(address,bool)", exactly(0n, SPENDER))],
      }),
      step(/all your tokens of one kind/, { callPolicies: [call("transfer(address,uint256)")] }),
      step(/all your ETH/, { transferPolicies: [transfer(LimitUnlimited, 2n ** 256n - 1n)] }),
    ];
    let session = sessionOf({ expiresAt: NOW + MONTH });
    const facts = new Map<string, TargetFacts>();
    for (const { words, parts, facts: more } of steps) {
      session = {
        ...session,
        ...parts,
        callPolicies: [...session.callPolicies, ...(parts.callPolicies ?? [])],
        transferPolicies: [...session.transferPolicies, ...(parts.transferPolicies ?? [])],
      };
      for (const [address, fact] of more) facts.set(address, fact);
      const told = riskOf(session, facts, NOW);
      if (words) expect(told).to.match(words);
      else expect(told).to.equal(undefined);
    }
  });

  it("is said on the slip's line, too", () => {
    const abi = parseAbi(["function hope(address usr)"]);
    const { spec, preferences } = askedCall(abi, "hope", [{ index: 0, value: SPENDER }]);
    const [line] = permissionsOf(spec, preferences, new Map());
    expect(line?.details).to.include("Whoever it names may take what is there, even after the session");
  });
});

import { expect } from "chai";
import { erc20Abi, erc721Abi, getAddress, parseAbi, parseEther, type Abi } from "viem";
import {
  describeSession,
  formatSessionPreferences,
  type SessionPreferences,
} from "../../src/session/index.js";
import { ALICE, BOB, TOKEN } from "../helpers/addresses.js";

const NOW = 1_800_000_000n;

function lines(
  preferences: SessionPreferences,
  options: Parameters<typeof describeSession>[1] = {},
): string[] {
  const defaults = { expiresAt: NOW + 86_400n, feeLimit: { limitType: 1 as const, limit: 0n, period: 0n } };
  return describeSession(formatSessionPreferences(preferences, defaults, { now: NOW }), options);
}

describe("describeSession", () => {
  it("states expiry, fees, transfers and what can be lost", () => {
    const preferences: SessionPreferences = {
      expiresAt: "8 hours",
      feeLimit: parseEther("0.1"),
      transfers: [
        { to: ALICE, valueLimit: parseEther("0.1") },
        { to: BOB, valueLimit: { limit: 5n, period: "2 hours" }, maxValuePerUse: 2n, maxUses: 3 },
      ],
    };
    expect(
      lines(preferences, { now: NOW, contracts: [{ address: ALICE, name: "Alice's shop" }] }),
    ).to.deep.equal([
      "Until 2027-01-15T16:00:00Z (8 hours):",
      "Spend on fees at most 0.1 ETH in all.",
      `Send ETH to “Alice's shop” (${ALICE}): at most 0.1 ETH in all.`,
      `Send ETH to ${BOB}: at most 0.000000000000000002 ETH at once; at most 0.000000000000000005 ETH in every period of 2 hours; at most 3 times in all.`,
      "If this key leaks, at most 0.200000000000000006 ETH can be lost.",
    ]);
  });

  it("names functions and arguments, and writes token amounts with their decimals", () => {
    const contractCalls = [
      {
        address: TOKEN,
        abi: erc20Abi,
        functionName: "transfer",
        constraints: [
          { index: 0, value: BOB },
          { index: 1, value: 2_000_000n, condition: "LessEqual" as const, limit: 5_000_000n },
        ],
      },
    ];
    const contracts = [{ address: TOKEN, symbol: "USDC", decimals: 6 }];
    const [, , call, loss] = lines({ contractCalls }, { now: NOW, contracts });
    expect(call).to.equal(
      `Call transfer of “USDC” (0x70CE000000000000000000000000000000000001): recipient is exactly ${BOB}; amount is at most 2 USDC, at most 5 USDC in all; no ETH.`,
    );
    expect(loss).to.equal(
      "If this key leaks, at most 0 ETH, 5 of “USDC” (0x70CE000000000000000000000000000000000001) can be lost.",
    );
  });

  it("gives a standard's function no other name, even one with the same selector", () => {
    // transfer(address,uint256) has this one's selector, too.
    const forged = parseAbi(["function many_msg_babbage(bytes1 word)"]);
    const contractCalls = [{ address: TOKEN, abi: erc20Abi, functionName: "transfer" }];
    const [, , call] = lines({ contractCalls }, { contracts: [{ address: TOKEN, abi: forged }] });
    expect(call).to.match(/^Call transfer of /);
  });

  it("names the functions of ERC-1155 and ERC-6909 that move tokens by their own names, whatever an app calls them", () => {
    for (const signature of [
      "safeTransferFrom(address,address,uint256,uint256,bytes)",
      "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)",
      "transfer(address,uint256,uint256)",
      "transferFrom(address,address,uint256,uint256)",
    ]) {
      const abi = parseAbi([`function ${signature}`] as readonly string[] as readonly ["function any()"]);
      const contractCalls = [{ address: TOKEN, abi: abi as Abi, functionName: signature }];
      // Described without the app's ABI, in which another name with the same four bytes may stand.
      const [, , call] = lines({ contractCalls }, { contracts: [{ address: TOKEN, abi: [] }] });
      expect(call).to.match(
        new RegExp(`^Call ${signature.slice(0, signature.indexOf("("))} of .* with any arguments`),
      );
    }
  });

  it("counts what ERC-1363's and ERC-777's functions move as the token's, by their own names", () => {
    const contracts = [{ address: TOKEN, symbol: "LINK", decimals: 18 }];
    for (const [signature, recipient, amount] of [
      ["transferAndCall(address,uint256)", 0, 1],
      ["transferAndCall(address,uint256,bytes)", 0, 1],
      ["transferFromAndCall(address,address,uint256)", 1, 2],
      ["transferFromAndCall(address,address,uint256,bytes)", 1, 2],
      ["send(address,uint256,bytes)", 0, 1],
      ["operatorSend(address,address,uint256,bytes,bytes)", 1, 2],
    ] as const) {
      const abi = parseAbi([`function ${signature}`] as readonly string[] as readonly ["function any()"]);
      const call = { address: TOKEN, abi: abi as Abi, functionName: signature };
      const name = signature.slice(0, signature.indexOf("("));
      const link = `“LINK” (${getAddress(TOKEN)})`;

      const anything = lines({ contractCalls: [call] }, { now: NOW, contracts });
      expect(anything[2]).to.equal(`Call ${name} of ${link} with any arguments: no ETH.`);
      expect(anything[3], signature).to.include(`all of ${link}`);
      const limited = [{ index: amount, limit: 5n * 10n ** 18n }];
      const some = lines({ contractCalls: [{ ...call, constraints: limited }] }, { now: NOW, contracts });
      expect(some[2]).to.include("recipient is anybody; amount is anything, at most 5 LINK in all");
      expect(some[3]).to.equal(`If this key leaks, at most 0 ETH, 5 of ${link} can be lost.`);
      const named = [...limited, { index: recipient, value: BOB }];
      const toBob = lines({ contractCalls: [{ ...call, constraints: named }] }, { now: NOW, contracts });
      expect(toBob[2]).to.include(`recipient is exactly ${BOB}`).and.not.include("anybody");
    }
  });

  it("writes with a token's decimals only what is an amount of that token", () => {
    const abi = parseAbi([
      "function withdraw(uint256 assets, address receiver, address owner) returns (uint256)",
      "function transfer(address recipient, uint256 amount) returns (bool)",
    ]);
    const contracts = [{ address: TOKEN, abi, symbol: "mwUSDC", decimals: 18 }];
    const limit = 10n ** 12n;
    const [, , withdrawal, transfer] = lines(
      {
        contractCalls: [
          { address: TOKEN, abi, functionName: "withdraw", constraints: [{ index: 0, limit }] },
          { address: TOKEN, abi, functionName: "transfer", constraints: [{ index: 1, limit }] },
        ],
      },
      { contracts },
    );
    expect(withdrawal).to.include("assets is anything, at most 1000000000000 in all;");
    expect(transfer).to.include("amount is anything, at most 0.000001 mwUSDC in all;");
  });

  it("says that anybody may get tokens, if nothing says who and something says how many", () => {
    const abi = [...erc20Abi, ...erc721Abi] as const;
    const told = (functionName: string, constraints: { index: number; value: unknown }[]) => {
      const policy = { address: TOKEN, abi, functionName, constraints };
      return lines({ contractCalls: [policy as never] }).join("\n");
    };
    const transfer = (...constraints: { index: number; value: unknown }[]) =>
      told("transfer(address,uint256)", constraints);
    expect(transfer({ index: 1, value: 5n })).to.include(": recipient is anybody; amount is exactly 5; ");
    expect(transfer({ index: 0, value: BOB })).not.to.include("anybody");
    expect(transfer()).to.include("with any arguments");
    for (const name of [
      "transferFrom(address,address,uint256)",
      "safeTransferFrom(address,address,uint256)",
      "safeTransferFrom(address,address,uint256,bytes)",
    ]) {
      expect(told(name, [{ index: 2, value: 5n }])).to.include(": recipient is anybody; ");
      expect(told(name, [{ index: 1, value: BOB }])).not.to.include("anybody");
    }
  });

  it("describes as many constraints as a policy can have in no time", () => {
    const inputs = Array.from({ length: 2048 }, () => ({ type: "uint256" }));
    const abi = [
      { type: "function", name: "f", inputs, outputs: [], stateMutability: "nonpayable" },
    ] as const;
    const constraints = inputs.map((_, index) => ({ index, value: 5n }));
    const contractCalls = [{ address: TOKEN, abi, functionName: "f", constraints }];
    const [, , call] = lines({ contractCalls }, { contracts: [{ address: TOKEN, abi }] });
    expect(call?.split("; ")).to.have.lengthOf(2049);
  }).timeout(3000);

  describe("of NFTs", () => {
    const NFTS = `“Cats” (${getAddress(TOKEN)})`;
    const contracts = [{ address: TOKEN, name: "Cats", standard: "ERC-721" as const, decimals: 18 }];
    const collectionAbi = [
      ...erc721Abi,
      ...parseAbi(["function increaseAllowance(address to, uint256 more)"]),
    ];
    const told = (
      functionName: string,
      constraints: NonNullable<SessionPreferences["contractCalls"]>[number]["constraints"] = [],
      maxUses?: number,
    ) => {
      const policy = {
        address: TOKEN,
        abi: collectionAbi,
        functionName,
        constraints,
        ...(maxUses && { maxUses }),
      };
      return lines({ contractCalls: [policy] }, { now: NOW, contracts }).slice(2);
    };
    const lost = (...args: Parameters<typeof told>) =>
      told(...args)[1]
        ?.replace("If this key leaks, at most 0 ETH, ", "")
        .replace(` of ${NFTS}`, "");

    it("names the NFT that an approval is about, and does not read its number as an amount", () => {
      expect(told("approve", [{ index: 1, value: 7n }])).to.deep.equal([
        `Call approve of ${NFTS}: tokenId is exactly 7; no ETH; whoever it names may take what it allows, even after the session.`,
        `If this key leaks, at most 0 ETH, NFT number 7 of ${NFTS} can be lost.`,
      ]);
    });

    it("says how many can be lost, and of which", () => {
      const index = 2;
      const upTo = { index, condition: "LessEqual" as const };
      expect(lost("transferFrom", [], 3)).to.equal("any 3 NFTs can be lost.");
      expect(lost("transferFrom", [], 1)).to.equal("any 1 NFT can be lost.");
      expect(lost("transferFrom", [{ ...upTo, value: 100n }])).to.equal("NFTs number 0 to 100 can be lost.");
      expect(lost("transferFrom", [{ ...upTo, value: 100n }], 3)).to.equal(
        "3 of the NFTs number 0 to 100 can be lost.",
      );
      const twoApart = [
        { ...upTo, value: 3n },
        { index, condition: "NotEqual" as const, value: 1n },
      ];
      expect(lost("transferFrom", twoApart)).to.equal("NFTs number 0 and 2 to 3 can be lost.");
      const impossible = [
        { index, value: 1n },
        { index, value: 2n },
      ];
      expect(lost("transferFrom", impossible)).to.equal("no NFT can be lost.");
      expect(lost("transferFrom", [{ index, condition: "Greater", value: 4n }])).to.match(
        /^all NFTs number 5 and above \(nothing limits how many calls of transferFrom of 0x/,
      );
      const odd = [1n, 3n, 5n, 7n, 9n, 11n].map((value) => ({
        index,
        condition: "NotEqual" as const,
        value,
      }));
      expect(lost("transferFrom", [{ ...upTo, value: 12n }, ...odd])).to.equal(
        "NFTs with some of the numbers 0 to 12 can be lost.",
      );
    });

    it("says that a limit on the number adds up numbers, not NFTs", () => {
      expect(told("approve", [{ index: 1, limit: 70n }])[0]).to.include(
        "tokenId is anything, numbers that add up to at most 70 in all;",
      );
    });

    it("warns of an operator, who may move everything for ever", () => {
      const [call, loss] = told("setApprovalForAll", [{ index: 0, value: BOB }], 1);
      expect(call).to.match(/; who is made operator may move all its NFTs, even after the session\.$/);
      expect(loss).to.match(
        /all NFTs of .* \(setApprovalForAll of 0x\w+ lets an operator move all of them, even/,
      );
      const [taken, nothing] = told("setApprovalForAll", [{ index: 1, value: false }]);
      expect(taken).not.to.include("who is made operator");
      expect(nothing).to.include("no NFT");
    });

    it("says if it does not know the standard, and takes a number for an amount", () => {
      const contractCalls = [
        ...["approve", "transferFrom"].map((functionName) => ({
          address: TOKEN,
          abi: erc721Abi,
          functionName,
        })),
        { address: BOB, abi: erc20Abi, functionName: "approve" },
        { address: ALICE, abi: collectionAbi, functionName: "increaseAllowance" },
      ];
      const known = [
        { address: TOKEN, name: "Cats", decimals: 0 },
        { address: BOB, standard: "ERC-20" as const },
      ];
      for (const now of [undefined, NOW]) {
        const all = lines({ contractCalls }, { contracts: known, ...(now && { now }) });
        expect(all.filter((line) => line.startsWith("Amounts of "))).to.deep.equal([
          `Amounts of ${NFTS} are told as a token's (ERC-20). If it is a collection of NFTs, they are numbers of NFTs.`,
        ]);
      }
    });
  });

  it("identifies what it cannot name by selector and word, and omits nothing", () => {
    const abi = parseAbi(["function mint(address to, bool fast, uint256[2] pair)"]);
    const policy = { address: TOKEN, abi, functionName: "mint" };
    const constraints = [
      { index: 1, value: true },
      { index: 2, value: [7n, 8n] },
    ];
    const preferences = { contractCalls: [{ ...policy, constraints, maxUses: 1 }] };
    const unnamed = lines(preferences, { now: NOW });
    expect(unnamed[2]).to.match(
      /^Call the function 0x[0-9a-f]{8} of 0x70CE.*: word 1 of the arguments is exactly 1; /,
    );
    expect(unnamed[2]).to.include(
      "word 2 of the arguments is exactly 7; word 3 of the arguments is exactly 8;",
    );
    expect(unnamed[2]).to.match(/no ETH; at most 1 time in all\.$/);
    expect(unnamed[4]).to.match(/^What its other calls can lose depends/);
    const named = lines(preferences, { contracts: [{ address: TOKEN, abi }] });
    expect(named[2]).to.include("Call mint of");
    expect(named[2]).to.include("fast is exactly true");
    expect(lines({ contractCalls: [policy] })[2]).to.include("with any arguments: no ETH.");
  });

  it("says that everything can be lost if something has no limit", () => {
    const unlimited = { transfers: [{ to: ALICE, valueLimit: { limitType: "unlimited" as const } }] };
    expect(lines(unlimited, { now: NOW }).slice(2)).to.deep.equal([
      `Send ETH to ${ALICE}: any amount of ETH in all.`,
      `If this key leaks, at most all ETH (the value of transfers to ${ALICE} has no limit) can be lost.`,
    ]);
  });

  it("rounds how long the session lasts, but not the periods of its limits", () => {
    const expiresAt = NOW + 100_000_000n;
    const transfers = [{ to: ALICE, valueLimit: { limit: 1n, period: 9001n } }];
    const feeLimit = { limit: 1n, period: 9001n };
    const [until, fees] = lines({ expiresAt, feeLimit, transfers }, { now: NOW });
    expect(until).to.equal("Until 2030-03-17T17:46:40Z (about 3 years):");
    expect(fees).to.match(/ETH in every period of 2 hours, 30 minutes and 1 second\.$/);
  });

  it("says that an expired session no longer allows anything", () => {
    const expired = lines({ expiresAt: NOW + 100n, transfers: [{ to: ALICE }] }, { now: NOW + 101n });
    expect(expired[0]).to.equal("Nothing any more: it expired at 2027-01-15T08:01:40Z.");
  });
});

import {
  aaFactoryAbi,
  erc7579AccountAbi,
  guardianRecoveryModuleAbi,
  sessionKeyModuleAbi,
  webAuthnModuleAbi,
} from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import {
  encodeAbiParameters,
  encodeEventTopics,
  getAddress,
  keccak256,
  pad,
  toHex,
  type Abi,
  type Address,
  type Hash,
  type Hex,
} from "viem";
import { activitiesOf, ETH_LEDGER, TRANSFER_SELECTOR, type MinedLog } from "../../src/activity/activity.ts";
import { deedInWords } from "../../src/activity/activity-words.ts";
import { addressInGroups } from "../../src/words/address.ts";

const ME = getAddress(pad("0x3e", { size: 20 }));
const BOB = getAddress(pad("0xb0b", { size: 20 }));
const TOKEN = getAddress(pad("0x70", { size: 20 }));
const MODULE = getAddress(pad("0x5e", { size: 20 }));
const BOOTLOADER = getAddress(pad("0x8001", { size: 20 }));
const SESSION = keccak256("0x01");

let counted = 0;

function log(
  address: Address,
  topics: readonly Hex[],
  data: Hex = "0x",
  place: Partial<MinedLog> = {},
): MinedLog {
  return {
    address,
    topics: topics as MinedLog["topics"],
    data,
    blockHash: keccak256("0x02"),
    blockNumber: 7n,
    blockTimestamp: 0n,
    logIndex: counted++,
    transactionHash: keccak256("0x03"),
    transactionIndex: 0,
    removed: false,
    ...place,
  };
}

function transfer(
  token: Address,
  from: Address,
  to: Address,
  amount: bigint,
  place: Partial<MinedLog> = {},
): MinedLog {
  return log(token, [TRANSFER_SELECTOR, pad(from), pad(to)], toHex(amount, { size: 32 }), place);
}

function event(abi: Abi, eventName: string, args: Record<string, unknown>): MinedLog {
  return log(MODULE, encodeEventTopics({ abi, eventName, args } as never) as Hex[]);
}

const wordsOf = (logs: readonly MinedLog[], isOwn = true) =>
  activitiesOf(logs, ME).flatMap(({ deeds }) =>
    deeds.map((deed) =>
      deedInWords(
        deed,
        new Map([[TOKEN.toLowerCase(), { hasCode: true, name: "Gold", symbol: "GLD", decimals: 2 }]]),
        { origins: { [SESSION]: "https://shop.example" }, isOwn },
      ),
    ),
  );

describe("An account's activity", () => {
  it("is listed by transaction, the latest first, without duplicate logs", () => {
    const place = (blockNumber: bigint, transactionIndex: number, transactionHash: Hash) => ({
      blockNumber,
      transactionIndex,
      transactionHash,
    });
    const logs = [
      transfer(ETH_LEDGER, ME, BOB, 1n, place(7n, 0, "0x0a")),
      transfer(ETH_LEDGER, BOB, ME, 2n, place(9n, 0, "0x0c")),
      transfer(ETH_LEDGER, ME, BOB, 3n, place(7n, 1, "0x0b")),
      transfer(ETH_LEDGER, ME, BOB, 4n, place(7n, 1, "0x0b")),
    ];
    const activities = activitiesOf([...logs, ...logs], ME);
    expect(activities.map(({ hash }) => hash)).to.deep.equal(["0x0c", "0x0b", "0x0a"]);
    expect(activities.map(({ deeds }) => deeds.length)).to.deep.equal([1, 2, 1]);
  });

  it("shows the network fee separately from what was sent, net of the refund", () => {
    const [activity] = activitiesOf(
      [
        transfer(ETH_LEDGER, ME, BOOTLOADER, 100n),
        transfer(ETH_LEDGER, ME, BOB, 5n),
        transfer(ETH_LEDGER, BOOTLOADER, ME, 60n),
      ],
      ME,
    );
    expect(activity).to.deep.include({ fee: 40n, deeds: [{ kind: "sent", other: BOB, amount: 5n }] });
  });

  it("counts a token's fee where the token reports one", () => {
    const [activity] = activitiesOf([transfer(TOKEN, ME, BOOTLOADER, 100n)], ME);
    expect(activity?.fee).to.equal(0n);
    expect(activity?.deeds).to.deep.equal([{ kind: "sent", other: BOOTLOADER, amount: 100n, token: TOKEN }]);
  });

  it("describes ETH, tokens in quotation marks with their address, and NFTs", () => {
    expect(wordsOf([transfer(ETH_LEDGER, BOB, ME, 10n ** 17n)])).to.deep.equal([
      { what: "Received", amount: "0.1 ETH", details: [`From ${addressInGroups(BOB)}`] },
    ]);
    const at = `The token is at ${addressInGroups(TOKEN)}`;
    expect(wordsOf([transfer(TOKEN, ME, BOB, 150n)])).to.deep.equal([
      { what: "Sent", amount: "1.5 GLD", details: [`To ${addressInGroups(BOB)}`, at] },
    ]);
    expect(wordsOf([log(TOKEN, [TRANSFER_SELECTOR, pad(BOB), pad(ME), pad("0x07")])])).to.deep.equal([
      { what: "Received", amount: "one of “Gold”", details: [`From ${addressInGroups(BOB)}`, at] },
    ]);
    expect(wordsOf([transfer(BOB, BOB, ME, 150n)])[0]?.what).to.equal("Received tokens that have no name");
  });

  it("says that a token claims it, if the account has sent a token in somebody else's transaction: any contract can log that", () => {
    const others = (log: MinedLog) => wordsOf([log], false)[0];
    const nft = log(TOKEN, [TRANSFER_SELECTOR, pad(ME), pad(BOB), pad("0x07")]);
    expect(others(transfer(TOKEN, ME, BOB, 150n))).to.deep.include({
      what: "A token says that you sent",
      amount: "1.5 GLD",
    });
    expect(others(nft)).to.deep.include({ what: "A token says that you sent", amount: "one of “Gold”" });
    expect(others(transfer(BOB, ME, BOB, 150n))?.what).to.equal(
      "A token says that you sent tokens that have no name",
    );
    expect(others(transfer(TOKEN, BOB, ME, 150n))?.what).to.equal("Received");
    // Era's own ledger makes nothing up.
    expect(others(transfer(ETH_LEDGER, ME, BOB, 10n ** 17n))?.what).to.equal("Sent");
  });

  it("leaves out a transfer that does not say from whom to whom, as any contract can log it: it hid all that happened", () => {
    const cut = log(TOKEN, [TRANSFER_SELECTOR, pad(ME)], toHex(150n, { size: 32 }));
    expect(wordsOf([cut, transfer(TOKEN, BOB, ME, 150n)]).map(({ what }) => what)).to.deep.equal([
      "Received",
    ]);
    expect(activitiesOf([cut], ME)).to.deep.equal([]);
  });

  it("leaves out what code that the account runs has logged amiss in the account's words", () => {
    const [selector] = encodeEventTopics({ abi: erc7579AccountAbi, eventName: "K1OwnerAdded" }) as [Hex];
    const [installed] = encodeEventTopics({ abi: erc7579AccountAbi, eventName: "ModuleInstalled" }) as [Hex];
    const logs = [log(ME, [selector]), log(ME, [installed]), transfer(ETH_LEDGER, ME, BOB, 1n)];
    expect(wordsOf(logs).map(({ what }) => what)).to.deep.equal(["Sent"]);
  });

  it("describes the events of the suite's contracts about the account", () => {
    const args = { account: ME, keyOwner: ME, sessionHash: SESSION, guardian: BOB };
    const said = (abi: readonly unknown[], eventName: string) =>
      wordsOf([
        event(abi as Abi, eventName, { ...args, hashedOriginDomain: SESSION, hashedCredentialId: SESSION }),
      ])[0];
    expect(said(webAuthnModuleAbi, "PasskeyCreated")?.what).to.equal("Added a passkey");
    expect(said(webAuthnModuleAbi, "PasskeyRemoved")?.what).to.equal("Removed a passkey");
    expect(said(sessionKeyModuleAbi, "SessionRevoked")).to.deep.equal({
      what: "Ended what an app may do",
      details: ["shop.example"],
    });
    expect(said(sessionKeyModuleAbi, "SessionCreated")?.what).to.equal("Let an app act for you");
    for (const [name, what] of [
      ["GuardianProposed", "Asked somebody to be a guardian"],
      ["GuardianAdded", "A guardian agreed"],
      ["GuardianRemoved", "Removed a guardian"],
    ] as const)
      expect(said(guardianRecoveryModuleAbi, name)).to.deep.equal({ what, details: [addressInGroups(BOB)] });
    expect(said(guardianRecoveryModuleAbi, "RecoveryInitiated")?.what).to.equal(
      "A guardian began a recovery",
    );
    expect(said(guardianRecoveryModuleAbi, "RecoveryFinished")?.what).to.equal("A recovery added a passkey");
    expect(said(guardianRecoveryModuleAbi, "RecoveryDiscarded")?.what).to.equal("A recovery was stopped");
  });

  it("names what an intruder does first: keys, contracts, hooks and code", () => {
    const said = (eventName: string, args: Record<string, unknown>, data: Hex = "0x") =>
      wordsOf([
        log(
          ME,
          encodeEventTopics({ abi: erc7579AccountAbi as Abi, eventName, args } as never) as Hex[],
          data,
        ),
      ]);
    const module = (typeId: bigint, address: Address): Hex =>
      encodeAbiParameters([{ type: "uint256" }, { type: "address" }], [typeId, address]);
    for (const [eventName, args, data, what] of [
      ["K1OwnerAdded", { owner: BOB }, "0x", "Added a key kept elsewhere"],
      ["K1OwnerRemoved", { owner: BOB }, "0x", "Removed a key kept elsewhere"],
      ["ModuleInstalled", {}, module(2n, BOB), "Let a contract into your account"],
      ["ModuleUninstalled", {}, module(2n, BOB), "Removed a contract from your account"],
      ["HookAdded", { hook: BOB }, "0x", "Let a contract refuse what you do"],
      ["HookRemoved", { hook: BOB }, "0x", "Removed a contract that could refuse what you do"],
      ["Upgraded", { implementation: BOB }, "0x", "Changed your account’s code"],
      ["BeaconUpgraded", { beacon: BOB }, "0x", "Had another contract choose your account’s code"],
    ] as const)
      expect(said(eventName, args, data), eventName).to.deep.equal([
        { what, details: [addressInGroups(BOB)] },
      ]);
    expect(said("ModuleInstalled", {}, module(4n, BOB)), "a hook, which has an event of its own").to.be.empty;
  });

  it("does not say of a new account that it got its code, and let the suite in: that is how each begins", () => {
    const own = (eventName: string, args: Record<string, unknown>, data: Hex = "0x"): MinedLog =>
      log(ME, encodeEventTopics({ abi: erc7579AccountAbi as Abi, eventName, args } as never) as Hex[], data);
    const module = encodeAbiParameters([{ type: "uint256" }, { type: "address" }], [1n, MODULE]);
    const made = [
      own("Upgraded", { implementation: BOB }),
      own("ModuleInstalled", {}, module),
      event(webAuthnModuleAbi as Abi, "PasskeyCreated", { keyOwner: ME }),
      own("K1OwnerAdded", { owner: BOB }),
    ];
    const words = (logs: readonly MinedLog[]) => wordsOf(logs).map(({ what }) => what);
    expect(words(made)).to.have.length(4);
    expect(
      words([...made, event(aaFactoryAbi as Abi, "AccountCreated", { accountAddress: ME })]),
    ).to.deep.equal(["Added a passkey", "Added a key kept elsewhere"]);
  });

  it("says that all keys, guardians or sessions went with their contract", () => {
    const said = (abi: readonly unknown[], eventName: string) =>
      wordsOf([event(abi as Abi, eventName, { account: ME, keyOwner: ME })]).map(({ what }) => what);
    expect(said(webAuthnModuleAbi, "AllPasskeysRemoved")).to.deep.equal(["Removed all passkeys"]);
    expect(said(guardianRecoveryModuleAbi, "AllGuardiansRemoved")).to.deep.equal(["Removed all guardians"]);
    expect(said(sessionKeyModuleAbi, "AllSessionsClosed")).to.deep.equal(["Ended what all apps may do"]);
  });
});

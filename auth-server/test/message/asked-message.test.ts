import { expect } from "chai";
import { ForeignAccountError, MalformedMessageError } from "@zksync-sso/sdk/errors";
import { concat, hashTypedData, hexToString, stringToHex, type Hex, type TypedDataDefinition } from "viem";
import { createSiweMessage } from "viem/siwe";
import { askedMessage, type MessageRequest } from "../../src/message/asked-message.ts";
import { isSignIn } from "../../src/message/sign-in-text.ts";
import { ExplainedError } from "../../src/words/problem.ts";

const ACCOUNT = "0x36615Cf349d7F6344891B1e7CA7C72883F5dc049";
const ORIGIN = "https://quest.example";
const us = { account: ACCOUNT, origin: ORIGIN } as const;

const text = (raw: Hex, signer: string = ACCOUNT) =>
  ({ method: "personal_sign", params: [raw, signer], chainId: 260 }) as unknown as MessageRequest;
const data = (typedData: unknown, signer: string = ACCOUNT) =>
  ({
    method: "eth_signTypedData_v4",
    params: [signer, typedData],
    chainId: 260,
  }) as unknown as MessageRequest;

const siwe = (parts: { domain?: string; uri?: string; statement?: string }) =>
  stringToHex(
    createSiweMessage({
      address: ACCOUNT,
      chainId: 260,
      domain: "quest.example",
      uri: ORIGIN,
      nonce: "12345678",
      version: "1",
      issuedAt: new Date(0),
      ...parts,
    }),
  );

const mail = {
  domain: { name: "Mail", chainId: 260 },
  types: { Mail: [{ name: "text", type: "string" }] },
  primaryType: "Mail",
  message: { text: "hello" },
};

const permit = (details: unknown) => ({
  domain: { name: "Permit2", chainId: 260n },
  types: {
    PermitSingle: [{ name: "details", type: "PermitDetails" }],
    PermitDetails: [
      { name: "token", type: "address" },
      { name: "amount", type: "uint160" },
    ],
  },
  primaryType: "PermitSingle",
  message: { details },
});

describe("A message that an app wants signed", () => {
  it("is shown as the text that it is", () => {
    const raw = stringToHex("Hello,\n\tyou – 你好");
    expect(askedMessage(text(raw), us)).to.deep.equal({
      kind: "text",
      text: "Hello,\n\tyou – 你好",
      raw,
      isSignIn: false,
    });
    for (const each of ["thanks ❤️", "press 1\ufe0f\u20e3 or #\ufe0f\u20e3", "Việt Nam".normalize("NFD")])
      expect(askedMessage(text(stringToHex(each)), us), each).to.have.property("kind", "text");
  });

  it("is shown as bytes if it is not text or contains invisible characters", () => {
    const unseen = [
      "0xff",
      stringToHex("a\u202eb"),
      stringToHex("a\u200bb"),
      stringToHex("a\u0000b"),
      stringToHex("\ufeffab"),
      stringToHex("a\u3164b"),
      stringToHex("a\ufe0fb"),
      // A digit is no picture, unless it is on a keycap.
      stringToHex("I pay 1\ufe0f0 USD"),
      stringToHex("#\ufe0f1"),
      stringToHex("a\u0336\u0305\u0336\u0305"),
    ] as const;
    for (const raw of unseen) expect(askedMessage(text(raw), us), raw).to.deep.equal({ kind: "bytes", raw });
  });

  it("may be a sign-in to the requesting site", () => {
    expect(askedMessage(text(siwe({})), us)).to.include({ kind: "text", isSignIn: true });
  });

  it("is refused as a sign-in to another site", () => {
    for (const raw of [siwe({ domain: "bank.example" }), siwe({ uri: "https://bank.example" })])
      expect(() => askedMessage(text(raw), us)).to.throw(ExplainedError, /another site/);
  });

  it("is refused as a sign-in to another site, however that is written", () => {
    const line = "wants you to sign in with your Ethereum account:";
    const whole = hexToString(siwe({}));
    const hosts = [
      "my_bank.example",
      "[::1]:3000",
      "http://quest.example",
      "x://quest.example",
      "x quest.example",
    ];
    const unclear = [
      ...hosts.map((host) => whole.replace("quest.example", host)),
      `Hello\n${whole}`,
      `\ufeff${whole}`,
      `${whole}\nURI: https://bank.example`,
      `${whole}\nbank.example ${line}`,
      whole.replace(/URI: .*\n/, ""),
    ];
    for (const each of unclear)
      expect(() => askedMessage(text(stringToHex(each)), us), each).to.throw(ExplainedError);
    expect(askedMessage(text(stringToHex(`https://${whole}`)), us)).to.include({ isSignIn: true });
  });

  it("is looked at in a moment, however many spaces it holds", () => {
    const begun = process.cpuUsage();
    expect(isSignIn(" ".repeat(300_000))).to.equal(false);
    expect(isSignIn(`wants${" ".repeat(300_000)}`)).to.equal(false);
    // In seconds: what looks at each place again from each other place takes many times that.
    expect(process.cpuUsage(begun).user / 1e6).to.be.lessThan(10);
  });

  it("is refused as a sign-in with invisible characters, whatever the site", () => {
    for (const domain of ["bank.example", "quest.example"])
      for (const statement of ["Welcome\u200b", "Welcome\u3164", "Welcome\r"]) {
        const raw = siwe({ domain, statement });
        expect(() => askedMessage(text(raw), us), raw).to.throw(ExplainedError);
      }
    const broken = concat([siwe({ domain: "bank.example" }), "0xff"]);
    expect(() => askedMessage(text(broken), us)).to.throw(ExplainedError);
  });

  it("is refused for another account", () => {
    const other = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
    expect(() => askedMessage(text("0x00", other), us)).to.throw(ForeignAccountError);
    expect(() => askedMessage(data(mail, other), us)).to.throw(ForeignAccountError);
    expect(askedMessage(text("0xff", ACCOUNT.toLowerCase()), us).kind).to.equal("bytes");
  });
});

describe("Typed data that an app wants signed", () => {
  it("is shown completely, given as an object or as text", () => {
    for (const given of [mail, JSON.stringify(mail)]) {
      const read = askedMessage(data(given), us);
      expect(read).to.include({ kind: "data" }).and.not.have.property("risk");
      expect(read).to.have.property("text").that.contains("hello");
      expect(read).to.have.property("meantFor").that.contains("Mail");
    }
  });

  it("is refused for another chain, however its number is written", () => {
    for (const chainId of [1, "1", "0x1", 1n])
      expect(() => askedMessage(data({ ...mail, domain: { chainId } }), us), String(chainId)).to.throw(
        MalformedMessageError,
        /chain/,
      );
    for (const chainId of [260, "260", "0x104", 260n])
      expect(askedMessage(data({ ...mail, domain: { chainId } }), us).kind).to.equal("data");
  });

  it("is refused if malformed", () => {
    for (const given of ["{", "null", 5, {}, { ...mail, primaryType: 5 }, { ...mail, message: undefined }])
      expect(() => askedMessage(data(given), us), JSON.stringify(given)).to.throw(MalformedMessageError);
  });

  it("is refused if its chain is not a number", () => {
    expect(() => askedMessage(data({ ...mail, domain: { chainId: "one" } }), us)).to.throw(
      MalformedMessageError,
      /chain/,
    );
  });

  it("is refused with members missing from its types, which would be shown and not signed", () => {
    const message = { ...mail.message, note: "free of charge" };
    expect(() => askedMessage(data({ ...mail, message }), us)).to.throw(MalformedMessageError, /note/);
  });

  it("is refused with a type that is none, even where no value is of it", () => {
    for (const type of ["Foo f)Foo(uint256 b,uint256[]", "Foo[]", "Foo[][2]", "Empty[]"]) {
      const types = {
        Order: [
          { name: "a", type: "uint256" },
          { name: "c", type },
        ],
        Empty: [{ name: "x", type: "Foo[]" }],
      };
      const given = { domain: {}, primaryType: "Order", types, message: { a: "1", c: [] } };
      expect(() => askedMessage(data(given), us), type).to.throw(MalformedMessageError, /not defined/);
    }
    const empty = {
      ...mail,
      types: { Mail: [{ name: "text", type: "string[][2]" }] },
      message: { text: [] },
    };
    expect(askedMessage(data(empty), us).kind).to.equal("data");
    const tree = { Mail: [{ name: "below", type: "Mail[]" }] };
    expect(askedMessage(data({ ...mail, types: tree, message: { below: [] } }), us).kind).to.equal("data");
  });

  it("is refused with anything but an object where its type has members, even none", () => {
    const types = { Order: [{ name: "item", type: "Item" }], Item: [] };
    const order = (item: unknown) => data({ domain: {}, primaryType: "Order", types, message: { item } });
    for (const item of [null, "", 0, true, []])
      expect(() => askedMessage(order(item), us), JSON.stringify(item)).to.throw(
        MalformedMessageError,
        /item/,
      );
    expect(askedMessage(order({}), us).kind).to.equal("data");
  });

  it("is refused with members on a list, which would be signed and not shown", () => {
    const details = Object.assign([], { token: ACCOUNT, amount: 5n });
    for (const given of [permit(details), structuredClone(permit(details))])
      expect(() => askedMessage(data(given), us)).to.throw(MalformedMessageError, /details/);
    expect(askedMessage(data(permit({ ...details })), us))
      .to.have.property("text")
      .that.contains(ACCOUNT);
  });

  it("is signed as it is shown: from one copy, in which integers are texts", () => {
    const given = permit({ token: ACCOUNT, amount: 2n ** 160n - 1n });
    const read = askedMessage(data(given), us);
    if (read.kind !== "data") throw new Error("it is not data");
    const { domain, message } = read.typedData as { domain: unknown; message: unknown };
    expect(JSON.parse(read.text)).to.deep.equal(message);
    expect(JSON.parse(read.meantFor)).to.deep.equal(domain);
    expect(hashTypedData(read.typedData)).to.equal(hashTypedData(given as unknown as TypedDataDefinition));
  });

  it("is refused with a value that would be signed differently from how it is shown", () => {
    const wrong: [string, unknown][] = [
      ["uint256", new Date(0)],
      ["uint256", ""],
      ["uint256", [5]],
      ["uint256", true],
      ["uint256", 2 ** 60],
      ["uint256", null],
      ["string", /I give everything/],
      ["string", [72, 101]],
      ["string", 5],
      ["bytes", "text"],
      ["bytes", "0x123"],
      ["bool", "false"],
      ["string[]", "text"],
      ["string[]", { 0: "text" }],
      ["string[][2]", [["text"], [5]]],
      ["Mail", "text"],
      ["Nothing", "text"],
    ];
    for (const [type, value] of wrong) {
      const types = { Mail: mail.types.Mail, Letter: [{ name: "it", type }] };
      const given = { ...mail, types, primaryType: "Letter", message: { it: value } };
      expect(() => askedMessage(data(given), us), `${type} ${String(value)}`).to.throw(
        MalformedMessageError,
        /at it/,
      );
    }
  });

  it("is refused without a member that its type has", () => {
    expect(() => askedMessage(data({ ...mail, message: {} }), us)).to.throw(
      MalformedMessageError,
      /not there/,
    );
  });

  it("is refused with names that pass for more than a name in the signed type", () => {
    const members = [{ name: "text", type: "string" }];
    const types = [
      { "Mail(Item item)Item": members },
      { "Mail[]": members },
      { uint256: members },
      { Mail: [...members, ...members] },
      { Mail: [{ name: "text,string more", type: "string" }] },
      { Mail: [{ name: "text" }] },
      { Mail: "text" },
    ];
    for (const each of types) {
      const given = { ...mail, types: each, primaryType: Object.keys(each)[0] };
      expect(() => askedMessage(data(JSON.stringify(given)), us), JSON.stringify(each)).to.throw(
        MalformedMessageError,
      );
    }
  });

  it("says whom it is meant for from signed members only, and what it is separately", () => {
    for (const more of [{ type: "Newsletter" }, { note: "It is free." }])
      expect(() => askedMessage(data({ ...mail, domain: { ...mail.domain, ...more } }), us)).to.throw(
        MalformedMessageError,
        /not signed/,
      );
    const types = { ...mail.types, EIP712Domain: [{ name: "name", type: "string" }] };
    expect(() => askedMessage(data({ ...mail, types }), us)).to.throw(
      MalformedMessageError,
      /chainId.*not signed/,
    );
    expect(askedMessage(data({ ...mail, types, domain: { name: "Mail" } }), us)).to.include({ type: "Mail" });
  });

  it("shows invisible characters by their code points", () => {
    const [member = "text"] = Object.keys(mail.message);
    const message = { ...mail.message, [member]: "pay\u202e 1\u200b\u0085" };
    const read = askedMessage(data({ ...mail, message }), us);
    expect(read).to.have.property("text").that.contains("pay\\u{202e} 1\\u{200b}\\u{85}");
  });

  it("shows the spaces that push the rest of a text to a line of its own, where it would read as another member", () => {
    for (const space of [" ", "\u00a0", "\u3000"]) {
      const asked = askedMessage(
        data({ ...mail, message: { text: `Bob${space.repeat(60)}“amount”: “0”` } }),
        us,
      );
      const code = `\\u{${space.charCodeAt(0).toString(16)}}`;
      expect(asked).to.include({
        text: `{\n  "text": "Bob${space.repeat(2)}${code.repeat(58)}“amount”: “0”"\n}`,
      });
    }
    expect(askedMessage(data({ ...mail, message: { text: "Hello.  World" } }), us)).to.include({
      text: '{\n  "text": "Hello.  World"\n}',
    });
  });

  it("comes with a warning if it gives tokens away", () => {
    for (const primaryType of [
      "Permit",
      "PermitSingle",
      "PermitBatchTransferFrom",
      "PermitWitnessTransferFrom",
      "TransferWithAuthorization",
      "OrderComponents",
      "BulkOrder",
      "Withdraw",
      "Offer",
    ])
      expect(
        askedMessage(data({ ...mail, types: { [primaryType]: mail.types.Mail }, primaryType }), us),
      ).to.have.property("risk");
  });

  it("comes with a warning if it lets others act in the account's name", () => {
    for (const primaryType of ["MetaTransaction", "ForwardRequest", "SafeTx", "PackedUserOperation"])
      expect(askedMessage(data({ ...mail, types: { [primaryType]: mail.types.Mail }, primaryType }), us))
        .to.have.property("risk")
        .that.includes("in your account’s name");
  });

  it("comes with that warning even if it does so below a type of another name", () => {
    const types = { Mail: [{ name: "permit", type: "Permit" }], Permit: mail.types.Mail };
    const nested = { ...mail, types, message: { permit: mail.message } };
    expect(askedMessage(data(nested), us)).to.have.property("risk");
    expect(askedMessage(data(mail), us)).not.to.have.property("risk");
  });
});

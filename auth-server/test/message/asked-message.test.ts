import { expect } from "chai";
import { ForeignAccountError, MalformedMessageError } from "@zksync-sso/sdk/errors";
import { stringToHex, type Hex } from "viem";
import { createSiweMessage } from "viem/siwe";
import { askedMessage, type MessageRequest } from "../../src/message/asked-message.ts";

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

const siwe = (parts: { domain?: string; uri?: string }) =>
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

describe("A message that an app wants signed", () => {
  it("is shown as the text that it is", () => {
    const raw = stringToHex("Hello,\n\tyou – 你好");
    expect(askedMessage(text(raw), us)).to.deep.equal({
      kind: "text",
      text: "Hello,\n\tyou – 你好",
      raw,
      isSignIn: false,
    });
  });

  it("is shown as bytes if it is no text, or has something in it that cannot be seen", () => {
    const unseen = [
      "0xff",
      stringToHex("a\u202eb"),
      stringToHex("a\u200bb"),
      stringToHex("a\u0000b"),
    ] as const;
    for (const raw of unseen) expect(askedMessage(text(raw), us), raw).to.deep.equal({ kind: "bytes", raw });
  });

  it("may be a sign-in to the site that asks", () => {
    expect(askedMessage(text(siwe({})), us)).to.include({ kind: "text", isSignIn: true });
  });

  it("is refused as a sign-in to another site", () => {
    expect(() => askedMessage(text(siwe({ domain: "bank.example" })), us)).to.throw(
      MalformedMessageError,
      /another site/,
    );
    expect(() => askedMessage(text(siwe({ uri: "https://bank.example" })), us)).to.throw(
      MalformedMessageError,
      /another site/,
    );
  });

  it("is refused for another account", () => {
    const other = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
    expect(() => askedMessage(text("0x00", other), us)).to.throw(ForeignAccountError);
    expect(() => askedMessage(data(mail, other), us)).to.throw(ForeignAccountError);
    expect(askedMessage(text("0xff", ACCOUNT.toLowerCase()), us).kind).to.equal("bytes");
  });
});

describe("Typed data that an app wants signed", () => {
  it("is shown with all that it says, given as an object or as text", () => {
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

  it("is refused if it is none", () => {
    for (const given of ["{", "null", 5, {}, { ...mail, primaryType: 5 }, { ...mail, message: undefined }])
      expect(() => askedMessage(data(given), us), JSON.stringify(given)).to.throw(MalformedMessageError);
  });

  it("is refused if its chain is no number", () => {
    expect(() => askedMessage(data({ ...mail, domain: { chainId: "one" } }), us)).to.throw(
      MalformedMessageError,
      /chain/,
    );
  });

  it("is refused with members that its types have not: they are shown and not signed", () => {
    const message = { ...mail.message, note: "free of charge" };
    expect(() => askedMessage(data({ ...mail, message }), us)).to.throw(MalformedMessageError, /note/);
  });

  it("shows what cannot be seen by its number", () => {
    const [member = "text"] = Object.keys(mail.message);
    const message = { ...mail.message, [member]: "pay\u202e 1\u200b\u0085" };
    const read = askedMessage(data({ ...mail, message }), us);
    expect(read).to.have.property("text").that.contains("pay\\u{202e} 1\\u{200b}\\u{85}");
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
    ])
      expect(askedMessage(data({ ...mail, primaryType }), us)).to.have.property("risk");
  });
});

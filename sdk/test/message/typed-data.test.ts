import { expect } from "chai";
import fc from "fast-check";
import { hashTypedData, type TypedDataDefinition } from "viem";
import { hashTypedData as hashNested } from "viem/experimental/erc7739";
import { UnsignableTypedDataError } from "../../src/errors/index.js";
import { contentsDescription } from "../../src/message/contents-description.js";
import { signTypedData, typedDataSign } from "../../src/message/sign-typed-data.js";
import { rejection } from "../helpers/rejection.js";
import { mail, permit2, seaport } from "../helpers/typed-data-samples.js";
import { tries } from "../helpers/tries.js";

const ACCOUNT = "0xacc0000000000000000000000000000000000001";
const CHAIN_ID = 260;
const signer = { address: ACCOUNT, signTypedData: async () => "0x5160" } as const;

describe("Typed data in ERC-7739's form", () => {
  it("describes contents by their type alone if it comes first, and otherwise by type and name", () => {
    const person = "Person(string name,address wallet)";
    expect(contentsDescription(mail)).to.equal(`Mail(Person from,Person[] to,string contents)${person}`);
    expect(contentsDescription(permit2)).to.equal(
      "PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)" +
        "PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)PermitSingle",
    );
    expect(contentsDescription(seaport)).to.match(
      /^ConsiderationItem\(.*\)OfferItem\(.*\)OrderComponents\(.*\)OrderComponents$/,
    );
  });

  it("signs what viem's own ERC-7739 actions hash", () => {
    const verifierDomain = {
      name: "SSO1271",
      version: "1.0.0",
      chainId: CHAIN_ID,
      verifyingContract: ACCOUNT,
      salt: `0x${"00".repeat(32)}`,
    } as const;
    for (const data of [mail, permit2, seaport] as TypedDataDefinition[])
      expect(hashTypedData(typedDataSign(signer, CHAIN_ID, data))).to.equal(
        hashNested({ ...data, verifierDomain, extensions: [], fields: "0x0f" } as never),
      );
  });

  it("is refused if it refers to a missing type, even one named like a property of every object", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      const types = { Mail: [{ name: "to", type: `${name}[]` }] };
      expect(() => contentsDescription({ types: types as never, primaryType: "Mail" })).to.throw(
        UnsignableTypedDataError,
        JSON.stringify(name),
      );
      expect(() => contentsDescription({ types: types as never, primaryType: name })).to.throw(
        UnsignableTypedDataError,
      );
    }
  });

  it("describes types of any names as EIP-712 does, so that the contents' own name can be read from it", () => {
    const name = fc.stringMatching(/^[A-Za-z_$][A-Za-z0-9_$]{0,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 4 }), (names) => {
        fc.pre(names.every((each) => !["TypedDataSign", "EIP712Domain"].includes(each)));
        const [primaryType = "", ...others] = names;
        const types = {
          [primaryType]: others.map((type, i) => ({ name: `m${i}`, type })),
          ...Object.fromEntries(others.map((type) => [type, [{ name: "id", type: "uint256" }]])),
        };
        const description = contentsDescription({ types: types as never, primaryType });
        const isImplicit = description.endsWith(")");
        // As OpenZeppelin's `decodeContentsDescr` reads it.
        const read = isImplicit
          ? description.slice(0, description.indexOf("("))
          : description.slice(description.lastIndexOf(")") + 1);
        expect(read).to.equal(primaryType);
        const definitions = isImplicit ? description : description.slice(0, -primaryType.length);
        const listed = [...definitions.matchAll(/([^()]+)\(/g)].map(([, each]) => each);
        expect(listed).to.deep.equal([...names].sort());
      }),
      { numRuns: tries(200) },
    );
  });

  const refused: [title: string, data: object][] = [
    ["a missing type", { types: {}, primaryType: "Mail" }],
    ["only a domain", { types: { EIP712Domain: [] }, primaryType: "EIP712Domain" }],
    ["a type called TypedDataSign", { types: { ...mail.types, TypedDataSign: [] }, primaryType: "Mail" }],
    ["a name with a comma", { types: { "A,B": [{ name: "id", type: "uint256" }] }, primaryType: "A,B" }],
    [
      "types too long to describe",
      { types: { A: [{ name: "a".repeat(70_000), type: "uint256" }] }, primaryType: "A", message: {} },
    ],
  ];
  for (const [title, data] of refused)
    it(`is refused, before anybody is asked to sign, with ${title}`, async () => {
      let asked = 0;
      const counting = { ...signer, signTypedData: async () => ((asked += 1), "0x" as const) };
      const error = await rejection(signTypedData(counting, CHAIN_ID, data as never));
      expect(error).to.be.instanceOf(UnsignableTypedDataError);
      expect(error).to.have.property("code", -32602);
      expect(asked).to.equal(0);
    });
});

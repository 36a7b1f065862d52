import { expect } from "chai";
import { keccak256, size, slice, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount, toAccount } from "viem/accounts";
import { toEcdsaAccount } from "../../src/client/ecdsa/to-ecdsa-account.js";
import { ACCOUNT } from "../helpers/addresses.js";

describe("An owner whose key is in hardware that signs bare hashes", () => {
  const owner = privateKeyToAccount(generatePrivateKey());
  /** @param change - what the hardware makes of an owner's signature */
  const accountOf = (change: (signature: Hex) => Hex) => {
    const sign = async ({ hash }: { hash: Hex }) => change(await owner.sign({ hash }));
    return toEcdsaAccount({ address: ACCOUNT, owner: toAccount({ ...owner, sign }) });
  };
  const hashes = [1, 2, 3, 4, 5, 6].map((n) => keccak256(`0x0${n}`));

  it("signs as contracts recover it, whether it counts the last byte from 0 or from 27", async () => {
    const fromZero = await accountOf(
      (signature) => `${slice(signature, 0, 64)}${signature.endsWith("1b") ? "00" : "01"}`,
    );
    const usual = await accountOf((signature) => signature);
    for (const account of [fromZero, usual])
      for (const hash of hashes) expect(await account.sign({ hash })).to.equal(await owner.sign({ hash }));
  });

  it("has what is no such signature left as it is: the chain says what it is", async () => {
    const account = await accountOf((signature) => slice(signature, 0, 64));
    const [hash] = hashes as [Hex];
    expect(size(await account.sign({ hash }))).to.equal(64);
  });
});

import { expect } from "chai";
import { addressesInGroups, addressInGroups, inGroups, shortAddress } from "../../src/words/address.ts";
import { readAddress } from "../../src/words/read-address.ts";
import { readEther } from "../../src/words/read-amount.ts";

const ADDRESS = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";

describe("An address in words", () => {
  it("is complete, in groups of four, with its checksum", () => {
    expect(addressInGroups(ADDRESS.toLowerCase() as typeof ADDRESS)).to.equal(
      "0x 45E6 dC99 5113 fd3d 1A3b 1964 4931 05B9 AA9a 9A42",
    );
  });

  it("is grouped wherever it is in a text, and longer digits are left as they are", () => {
    const hash = `0x${"12".repeat(32)}`;
    expect(addressesInGroups(`It asks for ${ADDRESS}, and ${hash}.`)).to.equal(
      `It asks for ${addressInGroups(ADDRESS)}, and ${hash}.`,
    );
  });

  it("is short for the person's own", () => {
    expect(shortAddress(ADDRESS)).to.equal("0x45E6…9A42");
  });

  it("can be entered as it is shown", () => {
    expect(readAddress(` ${addressInGroups(ADDRESS)}\n`)).to.deep.equal({ address: ADDRESS });
    expect(readAddress(ADDRESS.toLowerCase())).to.deep.equal({ address: ADDRESS });
  });

  it("is refused with a wrong character, too short, or as the zero address", () => {
    expect(readAddress(ADDRESS.replace("E6d", "e6d")).problem).to.match(/has a typo/);
    expect(readAddress(ADDRESS.slice(0, -1)).problem).to.match(/40 digits/);
    expect(readAddress("alice.eth").problem).to.match(/40 digits/);
    expect(readAddress(`0x${"0".repeat(40)}`).problem).to.match(/lost/);
  });
});

describe("An amount that a person enters", () => {
  it("is read to the wei", () => {
    expect(readEther("0.05")).to.equal(5n * 10n ** 16n);
    expect(readEther(" 1. ")).to.equal(10n ** 18n);
    expect(readEther(".000000000000000001")).to.equal(1n);
  });

  it("is refused if it is ambiguous or finer than a wei", () => {
    for (const text of ["", ".", "1,5", "1 000", "-1", "1e3", "0x10", `0.${"0".repeat(18)}1`])
      expect(readEther(text), text).to.equal(undefined);
  });
});

describe("Digits in groups", () => {
  it("are all there, even if they do not fill a group", () => {
    expect(inGroups("0xabcdef")).to.equal("0x abcd ef");
    expect(inGroups("0x")).to.equal("0x ");
  });
});

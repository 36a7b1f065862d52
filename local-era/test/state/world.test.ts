import { expect } from "chai";
import type { Address } from "../../src/primitives/hex.ts";
import { World } from "../../src/state/world.ts";
import { bumpDeploymentNonce } from "../../src/system/nonce-holder.ts";

const ACCOUNT: Address = `0x${"11".repeat(20)}`;
const MAX_WORD = 2n ** 256n - 1n;
const MAX_HALF = 2n ** 128n - 1n;

describe("What the world stores of an account", () => {
  it("is a word, whatever is added to the highest balance", () => {
    const world = new World();
    world.setBalance(ACCOUNT, MAX_WORD + 5n);
    expect(world.balance(ACCOUNT)).to.equal(4n);
  });

  it("is a word, whatever is deployed after the highest nonce", () => {
    const world = new World();
    world.setNonces(ACCOUNT, 7n, MAX_HALF);
    bumpDeploymentNonce(world, ACCOUNT);
    expect(world.rawNonce(ACCOUNT)).to.equal(7n);
  });
});

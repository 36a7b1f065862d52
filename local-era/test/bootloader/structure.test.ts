import { expect } from "chai";
import { packInitCode } from "../../src/bytecode/container.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { Halt } from "../../src/transactions/halt.ts";
import { LocalChain, OTHER } from "../helpers/local-chain.ts";
import { eoaAddress, signedByEoa } from "../helpers/signed-transaction.ts";

/** Is a general-flow input of a paymaster. */
const INPUT = `0x8c5a3445${"00".repeat(31)}20${"00".repeat(32)}`;
const LAST_OF_SYSTEM: Address = `0x${"ffff".padStart(40, "0")}`;
const NO_PAYMASTER = { paymaster: SystemAddress.Zero, paymasterInput: "0x" };

describe("A transaction whose fields the bootloader does not accept", () => {
  let chain: LocalChain;

  beforeEach(() => {
    chain = new LocalChain();
    chain.world.setBalance(eoaAddress, 10n ** 18n);
  });

  const sent = (customData: { gasPerPubdata?: bigint; paymasterParams?: typeof NO_PAYMASTER }) =>
    chain.bootloader.run(signedByEoa({ to: OTHER, value: 1n, customData }), chain.block).then(
      ({ status }) => status,
      (error: unknown) => (error instanceof Halt ? error.message : Promise.reject(error)),
    );
  const refused = (assertion: string) =>
    `Virtual machine entered unexpected state. Error description: Assertion error: ${assertion}`;

  it("is refused if a system contract is to pay for it", async () => {
    for (const paymaster of [SystemAddress.Bootloader, LAST_OF_SYSTEM]) {
      const paymasterParams = { paymaster, paymasterInput: INPUT };
      expect(await sent({ paymasterParams })).to.equal(refused("paymaster in kernel space"));
    }
  });

  it("is refused if it has an input for no paymaster", async () => {
    const paymasterParams = { ...NO_PAYMASTER, paymasterInput: INPUT };
    expect(await sent({ paymasterParams })).to.equal(refused("paymasterInput non zero"));
    expect(await sent({ paymasterParams: NO_PAYMASTER })).to.equal(1);
  });

  it("is refused if it offers 2^32 gas or more for a byte", async () => {
    expect(await sent({ gasPerPubdata: 2n ** 32n })).to.equal(refused("Encoding gasPerPubdata"));
    expect(await sent({ gasPerPubdata: 2n ** 32n - 1n })).to.equal(1);
  });

  it("is refused if it brings more than 64 bytecodes, of which an estimate says so", async () => {
    const bytecode = packInitCode(Uint8Array.of(0));
    const estimated = (count: number) => {
      const factoryDeps = Array<Uint8Array>(count).fill(bytecode);
      const request = chain.request({ from: eoaAddress, to: OTHER, factoryDeps });
      return chain.bootloader.estimateGas(request, chain.block).catch((error: Error) => error.message);
    };
    expect(await estimated(64)).to.be.a("bigint");
    expect(await estimated(65)).to.equal(refused("too many factory deps"));
  });

  it("is refused in an estimate, too", async () => {
    const request = chain.request({ from: eoaAddress, to: OTHER, paymasterInput: Uint8Array.of(1, 2, 3, 4) });
    const error = await chain.bootloader.estimateGas(request, chain.block).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(Halt);
    expect((error as Halt).message).to.equal(refused("paymasterInput non zero"));
  });
});

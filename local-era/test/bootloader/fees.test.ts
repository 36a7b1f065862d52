import { expect } from "chai";
import * as fc from "fast-check";
import { utils } from "zksync-ethers";
import { packInitCode } from "../../src/bytecode/container.ts";
import { toHex } from "../../src/primitives/hex.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { Halt } from "../../src/transactions/halt.ts";
import { compile } from "../helpers/compile.ts";
import { BASE_FEE, LocalChain, OTHER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";
import { eoaAddress, signedByEoa } from "../helpers/signed-transaction.ts";

const ETHER = 10n ** 18n;
/** Is anvil-zksync's operator. */
const OPERATOR = SystemAddress.Zero;

/** Is a paymaster that returns what it was given from its validation, and records its refund. */
const SOURCE = `
pragma solidity ^0.8.24;
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";

contract EchoPaymaster {
    event Post(bytes context);
    bytes public answer;
    bool public raw;
    receive() external payable {}
    function set(bytes calldata next, bool asItIs) external { (answer, raw) = (next, asItIs); }

    function validateAndPayForPaymasterTransaction(bytes32, bytes32, Transaction calldata transaction)
        external payable returns (bytes4, bytes memory)
    {
        (bool paid,) = msg.sender.call{value: transaction.maxFeePerGas * transaction.gasLimit}("");
        require(paid);
        bytes memory context = answer;
        if (raw) assembly { return(add(context, 0x20), mload(context)) }
        return (this.validateAndPayForPaymasterTransaction.selector, context);
    }

    function postTransaction(bytes calldata context, Transaction calldata, bytes32, bytes32, uint8, uint256) external payable {
        emit Post(context);
    }
}
contract Reverting { fallback() external payable { revert("no"); } }`;

describe("The bootloader's fees", () => {
  let chain: LocalChain;

  beforeEach(() => {
    chain = new LocalChain();
    chain.world.setBalance(eoaAddress, ETHER);
  });

  const sum = (...accounts: Address[]) =>
    accounts.reduce((total, one) => total + chain.world.balance(one), 0n);

  it("go to the operator, to the wei, and what was overpaid is refunded", () =>
    fc.assert(
      fc.asyncProperty(
        fc.bigInt({ min: 200_000n, max: 90_000_000n }),
        fc.bigInt({ min: BASE_FEE, max: 2n * BASE_FEE }),
        fc.bigInt({ min: 0n, max: 1000n }),
        async (gasLimit, maxFeePerGas, value) => {
          chain.world.setBalance(eoaAddress, ETHER);
          const nonce = Number(chain.world.minNonce(eoaAddress));
          const [operator, recipient, all] = [
            chain.world.balance(OPERATOR),
            chain.world.balance(OTHER),
            sum(eoaAddress, OTHER, OPERATOR, SystemAddress.Bootloader),
          ];
          const tx = signedByEoa({ to: OTHER, value, gasLimit, maxFeePerGas, nonce });
          const { gasUsed } = await chain.bootloader.run(tx, chain.block);
          expect(chain.world.balance(OPERATOR) - operator).to.equal(gasUsed * BASE_FEE);
          expect(chain.world.balance(OTHER) - recipient).to.equal(value);
          expect(chain.world.balance(eoaAddress)).to.equal(ETHER - value - gasUsed * BASE_FEE);
          expect(sum(eoaAddress, OTHER, OPERATOR, SystemAddress.Bootloader)).to.equal(all);
        },
      ),
      { numRuns: 40 },
    ));

  it("are kept when the execution reverts, as are published factory dependencies", async () => {
    const { address: to } = await chain.deploy(compile(SOURCE).get("Reverting")!);
    const dep = packInitCode(Uint8Array.of(0xfe, 7));
    const operator = chain.world.balance(OPERATOR);
    const tx = signedByEoa({ to, customData: { factoryDeps: [dep] } });
    const { status, gasUsed, logs } = await chain.bootloader.run(tx, chain.block);
    expect(status).to.equal(0);
    expect(chain.world.balance(OPERATOR) - operator).to.equal(gasUsed * BASE_FEE);
    expect(chain.world.minNonce(eoaAddress)).to.equal(1n);
    const hash = toHex(utils.hashBytecode(dep));
    expect(chain.world.isKnown(hash)).to.equal(true);
    const marked = logs.filter(({ address }) => address === SystemAddress.KnownCodesStorage);
    expect(marked.map(({ topics }) => topics[1])).to.deep.equal([hash]);
  });

  describe("paid by a paymaster", () => {
    let paymaster: Deployed;

    beforeEach(async () => {
      paymaster = await chain.deploy(compile(SOURCE).get("EchoPaymaster")!);
      chain.world.setBalance(paymaster.address, ETHER);
    });

    async function sponsored() {
      const paymasterParams = utils.getPaymasterParams(paymaster.address, {
        type: "General",
        innerInput: "0x",
      });
      const nonce = Number(chain.world.minNonce(eoaAddress));
      const tx = signedByEoa({ to: OTHER, nonce, gasLimit: 20_000_000n, customData: { paymasterParams } });
      return chain.bootloader.run(tx, chain.block);
    }

    for (const length of [0, 1, 31, 32, 33, 1023, 1024]) {
      it(`pass a context of ${length} bytes back to the paymaster in full`, async () => {
        const context = toHex(Uint8Array.from({ length }, (_, i) => i));
        await chain.transact(paymaster, "set", [context, false]);
        const { logs } = await sponsored();
        const post = logs.find(({ address }) => address === paymaster.address)!;
        expect(paymaster.abi.decodeEventLog("Post", post.data).context).to.equal(context);
      });
    }

    const word = (value: bigint) => value.toString(16).padStart(64, "0");
    const magic = "038a24bc".padEnd(64, "0");
    const malformed: [what: string, answer: string, raw: boolean, text: string][] = [
      ["1025 bytes of context", `0x${"11".repeat(1025)}`, false, "context that is too long"],
      ["nothing", "0x", true, "invalid context"],
      ["only a magic value", `0x${magic}`, true, "invalid context"],
      ["a missing context", `0x${magic}${word(64n)}`, true, "invalid context"],
      [
        "a context longer than the returndata",
        `0x${magic}${word(64n)}${word(33n)}${word(0n)}`,
        true,
        "invalid context",
      ],
      ["a context at no offset", `0x${magic}${word(2n ** 255n)}${word(0n)}`, true, "invalid context"],
      [
        "a magic value with trailing bytes",
        `0x${magic.slice(0, 63)}1${word(64n)}${word(0n)}`,
        true,
        "invalid magic value",
      ],
    ];
    for (const [what, answer, raw, text] of malformed) {
      it(`are refused when the paymaster returns ${what}`, async () => {
        await chain.transact(paymaster, "set", [answer, raw]);
        const before = [...chain.world.storage.entries()];
        const halt = await sponsored().catch((error: unknown) => error);
        expect(halt).to.be.instanceOf(Halt).with.property("message").that.contains(text);
        expect([...chain.world.storage.entries()]).to.deep.equal(before);
      });
    }
  });
});

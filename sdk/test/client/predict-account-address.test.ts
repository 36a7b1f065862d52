import { expect } from "chai";
import fc from "fast-check";
import {
  createClient,
  custom,
  encodeFunctionResult,
  decodeFunctionData,
  getAddress,
  pad,
  toHex,
  type Hex,
} from "viem";
import { zksyncInMemoryNode } from "viem/zksync";
import { create2Address } from "../../scripts/passkey-vectors.js";
import { aaFactoryAbi } from "../../src/abi/generated.js";
import { predictAccountAddress } from "../../src/client/index.js";
import { accountIdOf } from "../../src/deployment/unique-id.js";

const bytes = (count: number) =>
  fc.uint8Array({ minLength: count, maxLength: count }).map((each) => toHex(each));
const [addresses, hashes] = [bytes(20), bytes(32)];

/** A node of a factory that makes accounts of this code, and names another's account if it is asked for an address. */
function nodeOf(made: { bytecodeHash: Hex; input: Hex }, foreign: Hex) {
  const answers: Record<string, Hex> = {
    beaconProxyBytecodeHash: made.bytecodeHash,
    getEncodedBeacon: made.input,
    predictAccountAddress: foreign,
  };
  const request = ({ params: [{ data }] }: { params: [{ data: Hex }] }): Promise<Hex> => {
    const { functionName } = decodeFunctionData({ abi: aaFactoryAbi, data });
    const result = answers[functionName] as never;
    return Promise.resolve(encodeFunctionResult({ abi: aaFactoryAbi, functionName, result } as never));
  };
  return createClient({ chain: zksyncInMemoryNode, transport: custom({ request: request as never }) });
}

describe("The address that an account will have", () => {
  it("is computed, whatever address a node would name", () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          accountFactory: addresses,
          deployer: addresses,
          beacon: addresses,
          foreign: addresses,
          uniqueId: hashes,
          bytecodeHash: hashes,
        }),
        async ({ beacon, foreign, bytecodeHash, ...account }) => {
          const node = nodeOf({ bytecodeHash, input: pad(beacon) }, foreign);
          const id = accountIdOf(account.uniqueId, account.deployer);
          expect(await predictAccountAddress(node, account)).to.equal(
            getAddress(create2Address(account.accountFactory, id, bytecodeHash, beacon)),
          );
        },
      ),
    ));
});

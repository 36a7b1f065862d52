import { expect } from "chai";
import { AbiCoder, getAddress, hexlify, Interface, keccak256, Transaction, Wallet } from "ethers";
import * as fc from "fast-check";
import { hashBytecode } from "viem/zksync";
import { EIP712Signer, utils } from "zksync-ethers";
import { toHex } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { walletOn } from "../rpc/deployment.ts";
import { address, bytes, container, fixedBytes, uint } from "../transactions/builders.ts";
import { BASE_FEE, RICH, STRANGER, useLab } from "./lab.ts";

const STRUCT =
  "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256[4],bytes,bytes,bytes32[],bytes,bytes)";
const utilities = new Interface([`function getTransactionHashes(${STRUCT}) view returns (bytes32, bytes32)`]);
const deployer = utils.CONTRACT_DEPLOYER;
const NO_DATA = "0x";

const anyTransaction = fc.record({
  to: address,
  nonce: fc.nat(),
  gasLimit: uint(60).filter((gas) => gas > 0n),
  fee: uint(100).filter((fee) => fee > 0n),
  value: uint(120),
  data: bytes(80).map(toHex),
});

/** Checks that the node computes what the libraries compute, for any input. */
describe("Hashes and addresses that clients compute", function () {
  this.timeout(60_000);
  const lab = useLab();
  const call = (to: string, data: string) => lab().node.call<string>("eth_call", { to, data });

  /** Asks BootloaderUtilities for the transaction hash and the hash to sign. */
  async function hashesOf(fields: unknown[]): Promise<string[]> {
    const data = utilities.encodeFunctionData("getTransactionHashes", [fields]);
    const answer = await call(SystemAddress.BootloaderUtilities, data);
    return [...utilities.decodeFunctionResult("getTransactionHashes", answer)] as string[];
  }

  it("match BootloaderUtilities for any 0x71, including paymaster and factory dependencies", () =>
    fc.assert(
      fc.asyncProperty(
        anyTransaction,
        fc.record({
          from: address,
          gasPerPubdata: fc.integer({ min: 1 }),
          signature: fixedBytes(65).map(toHex),
        }),
        fc.array(container, { maxLength: 2 }),
        fc.record({ paymaster: address, paymasterInput: fc.uint8Array({ minLength: 4, maxLength: 70 }) }),
        async ({ fee, ...fields }, { from, gasPerPubdata, signature }, factoryDeps, paymasterParams) => {
          const customData = { gasPerPubdata, factoryDeps, paymasterParams };
          const fees = { maxFeePerGas: fee, maxPriorityFeePerGas: fee };
          const request = { type: 113, chainId: 260n, from, ...fields, ...fees, customData };
          const hashes = await hashesOf([
            113n,
            from,
            fields.to,
            fields.gasLimit,
            gasPerPubdata,
            fee,
            fee,
            paymasterParams.paymaster,
            fields.nonce,
            fields.value,
            [0n, 0n, 0n, 0n],
            fields.data,
            signature,
            factoryDeps.map((dep) => hexlify(utils.hashBytecode(dep))),
            paymasterParams.paymasterInput,
            NO_DATA,
          ]);
          const digest = EIP712Signer.getSignedDigest(request);
          expect(hashes[1]).to.equal(digest);
          const raw = utils.serializeEip712({
            ...request,
            customData: { ...customData, customSignature: signature },
          });
          expect(hashes[0]).to.equal(utils.parseEip712(raw).hash);
          expect(hashes[0]).to.equal(
            utils.eip712TxHash({ ...request, customData: { ...customData, customSignature: signature } }),
          );
        },
      ),
      { numRuns: 40 },
    ));

  it("match BootloaderUtilities for any legacy and EIP-1559 transaction", () =>
    fc.assert(
      fc.asyncProperty(anyTransaction, fc.constantFrom(0, 2), async ({ fee, ...fields }, type) => {
        const fees = type === 0 ? { gasPrice: fee } : { maxFeePerGas: fee, maxPriorityFeePerGas: fee };
        const transaction = Transaction.from({ ...fields, ...fees, type, chainId: 260n });
        transaction.signature = new Wallet(RICH!.privateKey).signingKey.sign(transaction.unsignedHash);
        const { serialized } = transaction.signature;
        const reserved = [type === 0 ? 1n : 0n, 0n, 0n, 0n];
        const hashes = await hashesOf([
          type,
          RICH!.address,
          fields.to,
          fields.gasLimit,
          50_000n,
          fee,
          fee,
          0n,
          fields.nonce,
          fields.value,
          reserved,
          fields.data,
          serialized,
          [],
          NO_DATA,
          NO_DATA,
        ]);
        expect(hashes).to.deep.equal([transaction.hash, transaction.unsignedHash]);
      }),
      { numRuns: 40 },
    ));

  it("match what eth_sendRawTransaction returns, for each accepted type", () =>
    fc.assert(
      fc.asyncProperty(
        bytes(60).map(toHex),
        fc.constantFrom(0, 2, 113),
        uint(30),
        async (data, type, value) => {
          const { node } = lab();
          const wallet = walletOn(node, RICH!.privateKey);
          const fees =
            type === 0 ? { gasPrice: BASE_FEE } : { maxFeePerGas: BASE_FEE, maxPriorityFeePerGas: 0n };
          const raw = await wallet.signTransaction({
            to: STRANGER,
            data,
            value,
            type,
            gasLimit: 400_000n,
            ...fees,
          });
          const expected = type === 113 ? utils.parseEip712(raw).hash : keccak256(raw);
          expect(await node.call("eth_sendRawTransaction", raw)).to.equal(expected);
          expect(await node.call("eth_getTransactionReceipt", expected)).to.include({ status: "0x1" });
          expect(await node.call("debug_getRawTransaction", expected)).to.equal(raw);
          wallet.provider.destroy();
        },
      ),
      { numRuns: 12 },
    ));

  it("match ContractDeployer for contracts deployed with create", () =>
    fc.assert(
      fc.asyncProperty(address, uint(64), async (sender, nonce) => {
        const answer = await call(
          utils.CONTRACT_DEPLOYER_ADDRESS,
          deployer.encodeFunctionData("getNewAddressCreate", [sender, nonce]),
        );
        expect(decodeAddress(answer)).to.equal(utils.createAddress(sender, nonce));
      }),
      { numRuns: 60 },
    ));

  it("match ContractDeployer for contracts deployed with create2", () => {
    const word = fixedBytes(32).map(toHex);
    return fc.assert(
      fc.asyncProperty(address, word, word, bytes(100).map(toHex), async (sender, salt, hash, input) => {
        const answer = await call(
          utils.CONTRACT_DEPLOYER_ADDRESS,
          deployer.encodeFunctionData("getNewAddressCreate2", [sender, hash, salt, input]),
        );
        expect(decodeAddress(answer)).to.equal(utils.create2Address(sender, hash, salt, input));
      }),
      { numRuns: 60 },
    );
  });

  it("match the hashes under which bytecode is published, in both libraries", async () => {
    const { node } = lab();
    const wallet = walletOn(node, RICH!.privateKey);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(container.map(toHex), { minLength: 1, maxLength: 3 }),
        async (factoryDeps) => {
          const sent = await wallet.sendTransaction({ to: STRANGER, customData: { factoryDeps } });
          expect((await sent.wait()).status).to.equal(1);
          for (const code of factoryDeps) {
            const hash = hexlify(utils.hashBytecode(code));
            expect(hexlify(hashBytecode(code))).to.equal(hash);
            const known = await node.call<number[]>("zks_getBytecodeByHash", hash);
            expect(hexlify(Uint8Array.from(known))).to.equal(code);
          }
        },
      ),
      { numRuns: 8 },
    );
    wallet.provider.destroy();
  });
});

function decodeAddress(word: string): string {
  return getAddress(AbiCoder.defaultAbiCoder().decode(["address"], word)[0] as string);
}

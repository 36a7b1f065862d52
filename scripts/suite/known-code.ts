import { Contract } from "ethers";
import { utils, type Provider, type Wallet } from "zksync-ethers";

/** Era's KnownCodesStorage, which has a mark for each bytecode that was published on the chain. */
const KNOWN_CODES_STORAGE = "0x0000000000000000000000000000000000008004";

const ABI = ["function getMarker(bytes32) view returns (uint256)"];

/**
 * Publishes the code that a factory creates accounts with, if the chain does not know it. The factory may have been deployed by
 * somebody else, at the same address, without that code: then it could create no account.
 */
export async function publishCode(wallet: Wallet, bytecode: string): Promise<void> {
  if (await isKnown(wallet.provider, bytecode)) return;
  const { address } = wallet;
  const sent = await wallet.sendTransaction({ to: address, customData: { factoryDeps: [bytecode] } });
  await sent.wait();
  if (!(await isKnown(wallet.provider, bytecode)))
    throw new Error("The chain did not take the account proxy's code.");
}

async function isKnown(provider: Provider, bytecode: string): Promise<boolean> {
  const codes = new Contract(KNOWN_CODES_STORAGE, ABI, provider);
  return ((await codes.getMarker!(utils.hashBytecode(bytecode))) as bigint) !== 0n;
}

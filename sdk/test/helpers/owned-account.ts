import { encodeFunctionData, pad, parseAbi, parseEther, parseEventLogs, type Address, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from "viem/accounts";
import type { TransactionSigner } from "../../src/transaction/transaction-signer.js";
import type { LocalChain } from "./local-chain.js";

const FACTORY = parseAbi([
  "function deployProxySsoAccount(bytes32 uniqueId, bytes[] initialValidators, address[] initialK1Owners) returns (address)",
  "event AccountCreated(address indexed accountAddress, bytes32 uniqueAccountId)",
]);

/** An account of the suite that has an owner and 10 ETH. */
export interface OwnedAccount {
  readonly address: Address;
  readonly owner: PrivateKeyAccount;
  readonly signer: TransactionSigner;
}

/** Deploys an account with an owner and, if given, modules (each `abi.encode(address, bytes)`). */
export async function deployOwnedAccount(
  chain: LocalChain,
  modules: readonly Hex[] = [],
): Promise<OwnedAccount> {
  const owner = privateKeyToAccount(generatePrivateKey());
  const hash = await chain.rich.sendTransaction({
    to: chain.contracts.accountFactory,
    data: encodeFunctionData({
      abi: FACTORY,
      functionName: "deployProxySsoAccount",
      args: [pad(owner.address), modules, [owner.address]],
    }),
  });
  const { logs } = await chain.publicClient.waitForTransactionReceipt({ hash });
  const [created] = parseEventLogs({ abi: FACTORY, logs });
  if (!created) throw new Error("no account was created");
  const address = created.args.accountAddress;
  await chain.testClient.setBalance({ address, value: parseEther("10") });
  return { address, owner, signer: ownerSigner(address, owner) };
}

/** Signs an account's transactions with the key of one of its owners. */
export function ownerSigner(address: Address, owner: PrivateKeyAccount): TransactionSigner {
  return {
    address,
    stubSignature: () => `0x${"00".repeat(64)}1b`,
    signTransaction: (hash) => owner.sign({ hash }),
  };
}

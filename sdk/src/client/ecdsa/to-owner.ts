import {
  createWalletClient,
  custom,
  type Account,
  type Address,
  type Chain,
  type EIP1193Provider,
  type Hex,
  type LocalAccount,
  type OneOf,
  type Transport,
  type WalletClient,
} from "viem";
import { toAccount } from "viem/accounts";
import { getAddresses, requestAddresses, signMessage, signTypedData } from "viem/actions";
import { UnusableOwnerError } from "../../errors/owner-errors.js";

/** What signs for an owner: a wallet, a viem client of one, or a viem account that has the key. */
export type Signer = OneOf<
  EIP1193Provider | WalletClient<Transport, Chain | undefined, Account> | LocalAccount
>;

/** A wallet, as EIP-1193 has it. */
export type EthereumProvider = OneOf<
  // The published clients' type: whatever can be asked.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  { request(...args: any): Promise<any> } | EIP1193Provider
>;

/**
 * Makes a viem account of whatever signs for an owner. A wallet is asked for its first address, unless one is given.
 *
 * @throws UnusableOwnerError if the wallet gives no address, or a client has no account
 */
export async function toOwner<provider extends EthereumProvider>({
  owner,
  address,
}: {
  owner: OneOf<provider | WalletClient<Transport, Chain | undefined, Account> | LocalAccount>;
  address?: Address;
}): Promise<LocalAccount> {
  if ("type" in owner && owner.type === "local") return owner as LocalAccount;
  const client = toClient(owner as EthereumProvider | WalletClient, address);
  if (client.account?.type === "local") return client.account as LocalAccount;
  const account = address ?? client.account?.address ?? (await firstAddress(client));
  return toAccount({
    address: account,
    signMessage: ({ message }) => signMessage(client, { account, message }),
    signTypedData: (typedData) => signTypedData(client, { account, ...typedData } as never),
    signTransaction: (): Promise<Hex> =>
      Promise.reject(
        new UnusableOwnerError(
          "a wallet signs no transaction that it does not send itself",
          "Have it sign the transaction's typed data.",
        ),
      ),
  });
}

function toClient(owner: EthereumProvider | WalletClient, address: Address | undefined): WalletClient {
  if ("transport" in owner && "uid" in owner) return owner as WalletClient;
  return createWalletClient({
    transport: custom(owner as EIP1193Provider),
    ...(address && { account: address }),
  }) as WalletClient;
}

async function firstAddress(client: WalletClient): Promise<Address> {
  const known = await getAddresses(client).catch(() => []);
  const [first] = known.length > 0 ? known : await requestAddresses(client);
  if (first) return first;
  throw new UnusableOwnerError("the wallet gives no address", "Unlock it, and choose an account in it.");
}

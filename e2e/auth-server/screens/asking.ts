import { stringToHex, zeroHash } from "viem";
import { HostileOpener, serveHostilePages } from "../../hostile/hostile-page.js";
import { OwnPage } from "../own-page.js";
import type { ScreenWalk } from "./screen-walk.js";

const KEY = { type: "secp256k1", address: "0x45e6dc995113fd3d1a3b1964493105b9aa9a9a42" };
const FRIEND = "0x6cc8cf7f6b488c58aa909b77e6e65c631c204784";
const APP = { name: "Ticket shop" };

const PERMIT = {
  domain: { name: "USD Coin", version: "2", chainId: 260, verifyingContract: FRIEND },
  primaryType: "Permit",
  types: {
    Permit: [
      { name: "spender", type: "address" },
      { name: "value", type: "uint256" },
    ],
  },
  message: { spender: KEY.address, value: "25000000" },
};

const connect = (capabilities: object) => [
  { version: "1", capabilities: { metadata: APP, ...capabilities } },
];

interface Asked {
  readonly screen: string;
  readonly method: string;
  readonly params: (account: string, session: string) => unknown;
  /** Text that is there when the screen is complete. */
  readonly text: string | RegExp;
}

/** The requests that any page may make, one after the other; the account is known. */
const ASKED: readonly Asked[] = [
  { screen: "connect", method: "wallet_connect", params: () => connect({}), text: "See your account" },
  {
    screen: "sign-in",
    method: "wallet_connect",
    params: () =>
      connect({ signInWithEthereum: { nonce: "12345678", chainId: "0x104", statement: "Welcome back" } }),
    text: "Welcome back",
  },
  {
    screen: "message",
    method: "personal_sign",
    params: (account) => [stringToHex("I take part in the raffle of 3 December."), account],
    text: "I take part in the raffle",
  },
  {
    screen: "typed-data",
    method: "eth_signTypedData_v4",
    params: (account) => [account, PERMIT],
    text: "Whoever gets this signature",
  },
  {
    screen: "given-transaction",
    method: "eth_signTransaction",
    params: () => [{ to: FRIEND }],
    text: /do this later on/,
  },
  {
    screen: "refused",
    method: "wallet_connect",
    params: (_, session) => connect({ session: { key: KEY, preferences: { transfers: [{ to: session }] } } }),
    text: "decides who may act for your account",
  },
  {
    screen: "other-account",
    method: "personal_sign",
    params: () => [stringToHex("I take part in the raffle of 3 December."), FRIEND],
    text: "If that one is yours as well",
  },
  {
    screen: "nothing-to-end",
    method: "wallet_disconnect",
    params: () => [{ revoke: true, sessionHash: zeroHash }],
    text: "There is nothing to end for",
  },
  {
    screen: "status",
    method: "wallet_showCallsStatus",
    params: () => [zeroHash],
    text: "The chain knows no such transaction.",
  },
];

/** What the account pays for itself where the chain's paymaster does not. */
const UNSPONSORED: Asked = {
  screen: "approve-for-a-fee",
  method: "wallet_connect",
  params: () => connect({ session: { key: KEY, preferences: { transfers: [{ to: FRIEND }] } } }),
  text: "Your network fee: about",
};

/** A page makes one request after the other, of somebody who is not known at first. */
export const ASKING: ScreenWalk = {
  name: "The popup's screens for what apps ask",
  sizes: ["popup", "phone"],
  walk: async (person, stage, show) => {
    const site = await serveHostilePages();
    const auth = `${stage.sites.authServer.url}/confirm`;
    try {
      const stranger = await HostileOpener.open(person, site, auth);
      await stranger.ask("personal_sign", [stringToHex("hello"), FRIEND]);
      await stranger.popup.getByRole("button", { name: "Use my passkey" }).waitFor();
      await show(stranger.popup, "unknown-here");

      const own = await OwnPage.create(person, stage.sites.authServer.url);
      await own.page.close();

      const ask = async ({ screen, method, params, text }: Asked): Promise<void> => {
        const opener = await HostileOpener.open(person, site, auth);
        await opener.ask(method, params(own.address, stage.chain.contracts.session));
        await opener.popup.getByText(text).first().waitFor();
        await show(opener.popup, screen);
        await opener.page.close();
      };
      for (const asked of ASKED) await ask(asked);

      const { testClient, contracts } = stage.chain;
      await testClient.setBalance({ address: contracts.accountPaymaster, value: 0n });
      await testClient.setBalance({ address: own.address, value: 10n ** 17n });
      await ask(UNSPONSORED);
      await testClient.setBalance({ address: contracts.accountPaymaster, value: 10n ** 18n });
    } finally {
      await site.stop();
    }
    const alone = await person.openTab(auth);
    await alone.getByText("Nobody is asking for anything.").waitFor();
    await show(alone, "nobody-asks");
  },
};

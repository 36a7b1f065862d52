import { bytesToHex, encodeFunctionData, parseAbi, type Address } from "viem";
import { erc7579AccountAbi, webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { asAccount } from "../as-account.js";
import type { AuthStage } from "../auth-stage.js";
import { bookmark } from "../chain-time.js";
import { OwnPage } from "../own-page.js";
import type { ScreenWalk } from "./screen-walk.js";

const OWNER: Address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
/** The base point of P-256 (SEC 2). */
const POINT = [
  "0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
  "0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
] as const;
const BEACON = parseAbi(["function upgradeTo(address implementation)"]);

/**
 * Somebody with several keys looks at adding and removing some, and at a new release of the account's code.
 */
export const KEYS_AND_CODE: ScreenWalk = {
  name: "The screens of keys and of the account's code",
  sizes: ["phone", "desktop"],
  isTestedElsewhere: true,
  walk: async (person, stage, show) => {
    const goBack = await bookmark(stage.chain);
    try {
      const { page, address } = await OwnPage.create(person, stage.sites.authServer.url);
      await addKeys(stage, address);
      await release(stage);
      await page.reload();
      await page.getByText("A key kept elsewhere", { exact: true }).waitFor();
      await page.getByText("A new release is out.").waitFor();
      await show(page, "account-with-keys");
      const look = async (opens: string, isThere: string, screen: string): Promise<void> => {
        await page.getByRole("button", { name: opens }).click();
        await page.getByRole("dialog").getByText(isThere).waitFor();
        await show(page, screen);
        await page.keyboard.press("Escape");
      };
      await look("Add a passkey", "Make a passkey", "add-passkey");
      await look("Remove the passkey of this device", "with your passkey", "remove-passkey");
      await look("Remove the key 0x 45E6 dC99", "with your passkey", "remove-owner");
      await look("See what changes", "The new release", "upgrade");
      const { testClient, contracts } = stage.chain;
      await testClient.setBalance({ address: contracts.accountPaymaster, value: 0n });
      await look(
        "Remove the key 0x 45E6 dC99",
        "Your account pays the network fee",
        "remove-owner-for-a-fee",
      );
    } finally {
      await goBack();
    }
  },
};

async function addKeys({ chain, sites }: AuthStage, address: Address): Promise<void> {
  await chain.testClient.setBalance({ address, value: 10n ** 17n });
  const owner = { abi: erc7579AccountAbi, functionName: "addK1Owner", args: [OWNER] } as const;
  await asAccount(chain, address, { to: address, data: encodeFunctionData(owner) });
  const id = bytesToHex(new Uint8Array(32).fill(0x5a));
  const args = [id, POINT, sites.authServer.url] as const;
  const passkey = { abi: webAuthnModuleAbi, functionName: "addValidationKey", args } as const;
  await asAccount(chain, address, { to: chain.contracts.passkey, data: encodeFunctionData(passkey) });
}

async function release({ chain }: AuthStage): Promise<void> {
  const hash = await chain.rich.writeContract({
    address: chain.contracts.beacon,
    abi: BEACON,
    functionName: "upgradeTo",
    args: [await chain.deploy("ERC7579Account")],
  });
  await chain.publicClient.waitForTransactionReceipt({ hash });
}

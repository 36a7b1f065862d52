import { expect } from "chai";
import {
  encodeFunctionData,
  encodeFunctionResult,
  getAbiItem,
  keccak256,
  pad,
  stringToHex,
  toEventSelector,
  toFunctionSelector,
  toHex,
  zeroHash,
  type Address,
  type Hex,
} from "viem";
import { guardianRecoveryModuleAbi as abi } from "@zksync-sso/sdk/abi";
import { listGuardians } from "@zksync-sso/sdk/client";
import { addressInGroups } from "../../auth-server/src/words/address.js";
import { inBrowser } from "../browser/in-browser.js";
import type { PersonOptions } from "../browser/person.js";
import type { LocalChain } from "../../sdk/test/helpers/local-chain.js";
import { asAccount } from "../auth-server/as-account.js";
import { sharedAuthStage, type AuthStage } from "../auth-server/auth-stage.js";
import { checkScreen } from "../auth-server/check-screen.js";
import { OwnPage } from "../auth-server/own-page.js";
import { pressWhenArmed } from "../auth-server/popup-page.js";

/** The base point of P-256 (SEC 2). */
const POINT = [
  "0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
  "0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
] as const;
const LOOK: PersonOptions = { size: "phone", colorScheme: "light" };

describe("A guardian with an account", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  it(
    "agrees on their own page, and is removed when the account removes them",
    inBrowser(async (person) => {
      const { chain, sites } = stage;
      const other = await person.secondDevice();
      const own = await OwnPage.create(person, sites.authServer.url);
      const friend = await OwnPage.create(other, sites.authServer.url);
      const asked = await own.propose(friend.address);
      await checkScreen(own.page, "guardian-asked");
      await asked.getByRole("button", { name: "Done" }).click();
      await own.page.getByText("Has not agreed yet").waitFor();
      await own.page.getByText("Copy the link for them").waitFor();
      await checkScreen(own.page, "guardians");
      await friend.page.reload();
      await friend.page.getByRole("button", { name: `Answer ${addressInGroups(own.address)}` }).click();
      await pressWhenArmed(friend.page, "Agree with your passkey");
      await friend.page.getByText("You are their guardian", { exact: true }).waitFor();

      const ofAccount = async (): Promise<boolean[]> => {
        const args = { account: own.address, origin: sites.authServer.url, contracts: chain.contracts };
        return (await listGuardians(chain.publicClient, args)).map(({ isReady }) => isReady);
      };
      expect(await ofAccount()).to.deep.equal([true]);
      await own.page.reload();
      await own.page.getByText("Can add a new passkey for you", { exact: true }).waitFor();
      await own.page
        .getByRole("button", { name: `Remove the guardian ${addressInGroups(friend.address)}` })
        .click();
      await pressWhenArmed(own.page, "Remove with your passkey");
      await own.page.getByText("Nobody yet. A guardian is somebody you trust").waitFor();
      expect(await ofAccount()).to.deep.equal([]);
      await friend.page.reload();
      await friend.page.getByText("Nobody yet. A guardian is somebody you trust").waitFor();
      expect(await friend.page.getByText("Whom you guard").count()).to.equal(0);
    }, LOOK),
  );

  it(
    "for another page is listed with what they can do, and removed by the one who never chose them",
    inBrowser(async (person) => {
      const { chain, sites } = stage;
      const { page, address } = await OwnPage.create(person, sites.authServer.url);
      const intruder: Address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
      const args = [keccak256(stringToHex("https://elsewhere.example")), intruder] as const;
      const data = encodeFunctionData({ abi, functionName: "proposeGuardian", args });
      await asAccount(chain, address, { to: chain.contracts.recovery, data });
      await page.reload();
      await page.getByText("Was asked on another page").waitFor();
      await page.getByText("If you did not choose them, somebody was in your account").waitFor();
      await checkScreen(page, "foreign-guardian");
      await page.getByRole("button", { name: `Take back the guardian ${addressInGroups(intruder)}` }).click();
      await pressWhenArmed(page, "Take it back with your passkey");
      await page.getByText("Was asked on another page").waitFor({ state: "detached" });
      const known = { abi, address: chain.contracts.recovery, functionName: "accountGuardianData" } as const;
      const [listed] = await chain.publicClient.readContract({
        ...known,
        args: [args[0], address, intruder],
      });
      expect(BigInt(listed)).to.equal(0n);
    }, LOOK),
  );

  it(
    "sees at once that they are recovering an account, however many strangers have asked them to be a guardian",
    inBrowser(async (person) => {
      const { chain, sites } = stage;
      const { page, address } = await OwnPage.create(person, sites.authServer.url);
      await chain.testClient.setBalance({ address, value: 10n ** 17n });
      await beginRecovery(chain, address, sites.authServer.url);
      // All begin with a digit other than 0, so that each word of a request holds none but its own.
      const strangers = Array.from({ length: 40 }, (_, i) =>
        toHex((1n << 159n) + BigInt(i + 1), { size: 20 }),
      );
      const asked: string[] = [];
      let letGo = (): void => undefined;
      const released = new Promise<void>((resolve) => (letGo = resolve));
      const proposed = toEventSelector(getAbiItem({ abi, name: "GuardianProposed" }));
      const logOf = (stranger: Hex, i: number) => ({
        address: chain.contracts.recovery,
        topics: [proposed, pad(stranger), keccak256(stringToHex(sites.authServer.url)), pad(address)],
        data: "0x",
        blockHash: zeroHash,
        transactionHash: zeroHash,
        blockNumber: "0x1",
        transactionIndex: "0x0",
        logIndex: toHex(i),
        removed: false,
      });
      const isProposedHere = encodeFunctionResult({
        abi,
        functionName: "accountGuardianData",
        result: [address, false, 1n],
      });
      const asks = toFunctionSelector(getAbiItem({ abi, name: "accountGuardianData" }));
      await person.context.route(`${chain.url}/**`, async (route) => {
        const text = (route.request().postData() ?? "").toLowerCase();
        const { id } = (route.request().postDataJSON() ?? {}) as { id?: number };
        const answer = (result: unknown) => {
          const headers = { "access-control-allow-origin": "*" };
          return route.fulfill({ headers, json: { jsonrpc: "2.0", id, result } });
        };
        const isOfGuarded = text.includes("null") && text.includes(pad(address).toLowerCase());
        if (text.includes("eth_getlogs") && isOfGuarded) return answer(strangers.map(logOf));
        const stranger = strangers.find((each) => text.includes(pad(each).slice(2)));
        if (!text.includes(asks) || !stranger) return route.continue();
        asked.push(stranger);
        await released;
        return answer(isProposedHere);
      });
      await page.reload();
      await page.getByText("A guardian is adding a new passkey to your account.").waitFor();
      expect(await page.getByText("Whom you guard").count()).to.equal(0);
      letGo();
      await page.getByText("More accounts have asked you than are looked at here.").waitFor();
      await page.getByText("Asks you to be their guardian").nth(29).waitFor();
      expect([...new Set(asked)].sort()).to.deep.equal(strangers.slice(10));
      expect(await page.getByText("Asks you to be their guardian").count()).to.equal(30);
    }),
  );
});

/** Has an account choose a guardian, and the guardian start a recovery of it. */
async function beginRecovery(chain: LocalChain, account: Address, origin: string): Promise<void> {
  const guardian: Address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
  const site = keccak256(stringToHex(origin));
  const to = chain.contracts.recovery;
  await chain.testClient.setBalance({ address: guardian, value: 10n ** 17n });
  const propose = encodeFunctionData({ abi, functionName: "proposeGuardian", args: [site, guardian] });
  await asAccount(chain, account, { to, data: propose });
  const agree = encodeFunctionData({ abi, functionName: "addGuardian", args: [site, account] });
  await asAccount(chain, guardian, { to, data: agree });
  const args = [account, keccak256("0x01"), POINT, site] as const;
  const begin = encodeFunctionData({ abi, functionName: "initRecovery", args });
  await asAccount(chain, guardian, { to, data: begin });
}

import { expect } from "chai";
import { bytesToHex, encodeFunctionData, getAbiItem, toFunctionSelector, zeroHash, type Address } from "viem";
import { erc7579AccountAbi, webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { listAccountOwners } from "@zksync-sso/sdk/client";
import { accessibilityProblems } from "../browser/accessibility.js";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import { asAccount } from "../auth-server/as-account.js";
import { sharedAuthStage, type AuthStage } from "../auth-server/auth-stage.js";
import { OwnPage } from "../auth-server/own-page.js";
import { pressWhenArmed } from "../auth-server/popup-page.js";

const OWNER: Address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
/** The base point of P-256 (SEC 2). */
const POINT = [
  "0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
  "0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
] as const;

describe("The keys of an account", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  it(
    "stored elsewhere are listed, and removed with the passkey, which cannot remove itself",
    inBrowser(async (person) => {
      const { chain, sites } = stage;
      const own = await OwnPage.create(person, sites.authServer.url);
      const { page, address } = own;
      await chain.testClient.setBalance({ address, value: 10n ** 17n });
      const add = { abi: erc7579AccountAbi, functionName: "addK1Owner", args: [OWNER] } as const;
      await asAccount(chain, address, { to: address, data: encodeFunctionData(add) });
      await page.reload();
      await page.getByText("A key kept elsewhere", { exact: true }).waitFor();
      expect(await page.getByRole("button", { name: /^Remove/ }).count()).to.equal(1);
      await page.getByRole("button", { name: "Remove the key 0x 45E6 dC99" }).click();
      await page
        .getByRole("dialog")
        .getByText("0x 45E6 dC99 5113 fd3d 1A3b 1964 4931 05B9 AA9a 9A42")
        .waitFor();
      await person.screenshot(page, "auth-server/remove-owner");
      expect(await accessibilityProblems(page)).to.deep.equal([]);
      await pressWhenArmed(page, "Remove it with your passkey");
      await page.getByText("This is the only one.").waitFor();
      expect(await page.getByRole("button", { name: /^Remove/ }).count()).to.equal(0);
      expect(await listAccountOwners(chain.publicClient, { account: address })).to.deep.equal([]);
    }),
  );

  it(
    "are listed with contracts besides the suite's that may act for the account, and what those may do",
    inBrowser(async (person) => {
      const { chain, sites } = stage;
      const { page, address } = await OwnPage.create(person, sites.authServer.url);
      await chain.testClient.setBalance({ address, value: 10n ** 17n });
      const executor = await chain.deploy("TestExecutor");
      const install = { abi: erc7579AccountAbi, functionName: "installModule" } as const;
      const data = encodeFunctionData({ ...install, args: [2n, executor, "0x"] });
      await asAccount(chain, address, { to: address, data });
      await page.reload();
      await page.getByText("It may do anything with your account, whenever it likes").waitFor();
      await page.getByText("What is not this page’s stays when you remove passkeys").waitFor();
      await person.screenshot(page, "auth-server/keys-with-contract");
      expect(await accessibilityProblems(page)).to.deep.equal([]);
      await page.getByRole("button", { name: "Remove the contract" }).click();
      await pressWhenArmed(page, "Remove it with your passkey");
      await page.getByText("A contract that is not this page’s").waitFor({ state: "detached" });
    }),
  );

  it(
    "are rid of a contract that refuses everything and resists its removal, one prompt for each thing that it may do",
    inBrowser(
      async (person) => {
        const { chain, sites } = stage;
        const { page, address } = await OwnPage.create(person, sites.authServer.url);
        await chain.testClient.setBalance({ address, value: 10n ** 17n });
        const hostile = await chain.deploy("HostileModule", 0);
        const install = (type: bigint) => {
          const args = [type, hostile, "0x"] as const;
          const data = encodeFunctionData({ abi: erc7579AccountAbi, functionName: "installModule", args });
          return asAccount(chain, address, { to: address, data });
        };
        const add = { abi: erc7579AccountAbi, functionName: "addHook", args: [hostile, true, "0x"] } as const;
        await install(1n);
        await asAccount(chain, address, { to: address, data: encodeFunctionData(add) });
        await install(4n);
        // Whoever let it in has taken all ETH.
        await chain.testClient.setBalance({ address, value: 0n });
        await page.reload();
        await page.getByText("It may do everything with your account, as a key may.").waitFor();
        await page.getByText("It may refuse what you want to do.").waitFor();
        const { used } = await person.device.prompts();
        await page.getByRole("button", { name: "Remove the contract" }).click();
        await page.getByText("You are asked for your passkey 3 times").waitFor();
        await person.screenshot(page, "auth-server/remove-contract");
        expect(await accessibilityProblems(page)).to.deep.equal([]);
        await pressWhenArmed(page, "Remove it with your passkey");
        await page.getByText("A contract that is not this page’s").waitFor({ state: "detached" });
        expect((await person.device.prompts()).used).to.equal(used + 3);
        for (const type of [1n, 4n])
          expect(
            await chain.publicClient.readContract({
              address,
              abi: erc7579AccountAbi,
              functionName: "isModuleInstalled",
              args: [type, hostile, "0x"],
            }),
          ).to.equal(false);
      },
      { size: "phone", colorScheme: "dark" },
    ),
  );

  it(
    "can be two passkeys, of which one's own may be removed: it no longer opens the account",
    inBrowser(async (person) => {
      const { chain, sites } = stage;
      const told = await toldOfPasskeys(person);
      const { page, address } = await OwnPage.create(person, sites.authServer.url);
      const origin = sites.authServer.url;
      const second = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
      const add = { abi: webAuthnModuleAbi, functionName: "addValidationKey" } as const;
      await asAccount(chain, address, {
        to: chain.contracts.passkey,
        data: encodeFunctionData({ ...add, args: [second, POINT, origin] }),
      });
      await page.reload();
      await page.getByText("Another device", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Remove the passkey of this device" }).click();
      await page.getByText("you will be logged out of this device").waitFor();
      await pressWhenArmed(page, "Remove it with your passkey");
      await page.getByRole("button", { name: "I have an account" }).waitFor();
      const [passkey] = await person.device.passkeys();
      const keyOf = (id: `0x${string}`): Promise<Address> =>
        chain.publicClient.readContract({
          address: chain.contracts.passkey,
          abi: webAuthnModuleAbi,
          functionName: "registeredAddress",
          args: [origin, id],
        });
      const removed = bytesToHex(Buffer.from(passkey?.credentialId ?? "", "base64"));
      expect(await keyOf(removed)).to.equal(`0x${"0".repeat(40)}`);
      expect(await keyOf(second)).to.equal(address);
      // The browser is not told about the other one, which only the node knows.
      const { hostname: rpId } = new URL(origin);
      const credentialId = Buffer.from(removed.slice(2), "hex").toString("base64url");
      expect(told).to.deep.equal([["signalUnknownCredential", { rpId, credentialId }]]);
    }),
  );

  it(
    "are not forgotten by the browser if a node does not know their account",
    inBrowser(async (person) => {
      const { chain, sites } = stage;
      const told = await toldOfPasskeys(person);
      const { page, address } = await OwnPage.create(person, sites.authServer.url);
      await page.evaluate(() => {
        localStorage.clear();
      });
      const asked = toFunctionSelector(getAbiItem({ abi: webAuthnModuleAbi, name: "registeredAddress" }));
      const node = `${chain.url}/**`;
      await person.context.route(node, async (route) => {
        if (!route.request().postData()?.includes(asked)) return route.continue();
        const { id } = route.request().postDataJSON() as { id: number };
        const headers = { "access-control-allow-origin": "*" };
        return route.fulfill({ headers, json: { jsonrpc: "2.0", id, result: zeroHash } });
      });
      await page.reload();
      await page.getByRole("button", { name: "I have an account" }).click();
      await page.getByRole("alert").waitFor();
      await person.context.unroute(node);
      await page.getByRole("button", { name: "I have an account" }).click();
      expect((await OwnPage.of(page)).address).to.equal(address);
      expect(told).to.deep.equal([]);
    }),
  );
});

/** Lists the pages' signals to the browser about passkeys, after which it may no longer offer one. */
async function toldOfPasskeys({ context }: Person): Promise<[string, unknown][]> {
  const told: [string, unknown][] = [];
  await context.exposeFunction("noteSignal", (name: string, args: unknown) => told.push([name, args]));
  await context.addInitScript(() => {
    const { noteSignal } = window as never as Record<"noteSignal", (...noted: unknown[]) => Promise<void>>;
    // A page that has none yet, such as the tab's empty one, signals nothing.
    if (!("PublicKeyCredential" in window)) return;
    for (const name of ["signalUnknownCredential", "signalAllAcceptedCredentials"])
      Object.assign(PublicKeyCredential, { [name]: (args: unknown) => noteSignal(name, args) });
  });
  return told;
}

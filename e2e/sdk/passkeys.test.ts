import { deployModularAccount } from "@zksync-sso/sdk/client";
import { expect } from "chai";
import { hexToBytes, parseEther, type Hex } from "viem";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import { AppPage } from "./app-page.js";
import type { MadePasskey, PasskeyPageAccount } from "./pages/passkeys.js";
import { sharedStage, type Stage } from "./stage.js";

describe("A page with a passkey", () => {
  let stage: Stage;
  let url: string;

  before(async () => {
    stage = await sharedStage();
    url = (await stage.servePasskeys()).url;
  });

  const deploy = async (passkey: MadePasskey): Promise<PasskeyPageAccount> => {
    const { chain } = stage;
    const { contracts } = chain;
    const { address } = await deployModularAccount(chain.rich, {
      accountFactory: contracts.accountFactory,
      owners: [],
      installNoDataModules: [],
      passkeyModule: {
        location: contracts.passkey,
        credentialId: passkey.credentialId,
        credentialPublicKey: hexToBytes(passkey.publicKey),
        expectedOrigin: passkey.origin,
      },
    });
    await chain.testClient.setBalance({ address, value: parseEther("1") });
    return { address, contracts, rpc: chain.url };
  };

  const register = async (person: Person): Promise<{ page: AppPage; passkey: MadePasskey }> => {
    const page = await AppPage.open(person, url);
    return { page, passkey: await page.get<MadePasskey>("Register") };
  };

  it(
    "creates one with one prompt, and has its account pay with another",
    inBrowser(async (person) => {
      const { page, passkey } = await register(person);
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
      expect(passkey.origin).to.equal(url);
      await page.page.getByLabel("Account").fill(JSON.stringify(await deploy(passkey)));
      const hash = await page.get<Hex>("Pay");
      const { status } = await stage.chain.publicClient.waitForTransactionReceipt({ hash });
      expect(status).to.equal("success");
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 1 });
    }),
  );

  it(
    "signs with it with one prompt",
    inBrowser(async (person) => {
      const { page, passkey } = await register(person);
      expect(await page.get("Sign")).to.equal(passkey.credentialId);
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 1 });
    }),
  );

  it(
    "reports that the person declined, and may ask again without a reload",
    inBrowser(async (person) => {
      await person.device.decline();
      const page = await AppPage.open(person, url);
      expect(await page.fail("Register")).to.deep.equal({ name: "PasskeyCancelledError", code: 4001 });
      await person.device.agree();
      await page.get("Register");
      await person.device.decline();
      expect(await page.fail("Sign")).to.deep.equal({ name: "PasskeyCancelledError", code: 4001 });
      await person.device.agree();
      await page.get("Sign");
    }),
  );
});

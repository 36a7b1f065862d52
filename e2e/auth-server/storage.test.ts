import { expect } from "chai";
import { getAddress, parseAbiItem, zeroHash } from "viem";
import { generatePrivateKey, privateKeyToAccount, privateKeyToAddress } from "viem/accounts";
import { inBrowser } from "../browser/in-browser.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { signUp } from "./popup-page.js";
import { possibleKeys, readStorage } from "./storage.js";

const CREATED = parseAbiItem("event AccountCreated(address indexed accountAddress, bytes32 uniqueAccountId)");
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The addresses of everything in a text that may be a secp256k1 key. */
function addressesOfKeys(text: string): string[] {
  return possibleKeys(text)
    .filter((key) => key !== zeroHash && BigInt(key) < ORDER)
    .map((key) => privateKeyToAddress(key));
}

describe("What a sign-on stores in the browser", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  it("would be detected by this test if it were a key, in hex or in base64", () => {
    const key = generatePrivateKey();
    const { address } = privateKeyToAccount(key);
    const bytes = Buffer.from(key.slice(2), "hex");
    for (const written of [key, bytes.toString("base64"), bytes.toString("base64url"), `00${key.slice(2)}ff`])
      expect(addressesOfKeys(`{"kept":"${written}"}`)).to.include(address);
  });

  it(
    "is public, on the app's page and on the auth server's, except for a key that no script can read",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      const account = await app.account();
      await app.fill();
      await app.press("Tip 0.001 ETH", "Tipped 0.001 ETH.");
      const own = await person.openTab(stage.sites.authServer.url);
      await own.getByText("This device", { exact: true }).waitFor();

      const [ofApp, ofServer] = [await readStorage(app.page), await readStorage(own)];
      expect(ofServer.names).to.deep.equal([
        "zksync-sso.accounts",
        "zksync-sso.apps",
        "zksync-sso.functions",
        "zksync-sso.planned",
      ]);
      expect(ofServer.privateKeys).to.deep.equal([]);
      const { origin } = new URL(stage.sites.authServer.url);
      expect(ofApp.names.filter((name) => !name.startsWith("wagmi."))).to.deep.equal([
        `zksync-sso.connection.${origin}`,
      ]);
      expect(ofApp.privateKeys).to.deep.equal([{ extractable: false }]);

      // The keys involved: the one that sent the account's creation, and the passkey's.
      const [log] = await stage.chain.publicClient.getLogs({
        event: CREATED,
        args: { accountAddress: account },
        fromBlock: 0n,
      });
      const { from } = await stage.chain.publicClient.getTransaction({ hash: log!.transactionHash });
      const texts = ofApp.text + ofServer.text;
      expect(addressesOfKeys(texts)).to.not.include(getAddress(from));
      const [passkey] = (await person.device.passkeys()) as unknown as { privateKey: string }[];
      const pkcs8 = Buffer.from(passkey!.privateKey, "base64").toString("hex");
      // The scalar of an EC private key (RFC 5915); the public key follows it.
      const [, scalar] = /0201010420([0-9a-f]{64})/.exec(pkcs8) ?? [];
      expect(scalar).to.have.length(64);
      expect(possibleKeys(texts)).to.not.include(`0x${scalar}`);
    }),
  );
});

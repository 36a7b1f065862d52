import { expect } from "chai";
import { AbiCoder, getBytes, id, randomBytes, ZeroAddress, ZeroHash } from "ethers";
import fc from "fast-check";
import { encodeAuthenticatorData, syncedPasskeyFlags } from "./helpers/authenticator-data";
import { clientDataJson } from "./helpers/client-data";
import { expectRefused } from "./helpers/expect-refused";
import { fundedWallet, localProvider } from "./helpers/local-chain";
import { encodePasskeyInstall } from "./helpers/module-install";
import { assertionDigest, keyOf, signWith } from "./helpers/p256-key";
import { toDer } from "./helpers/p256-signature";
import { PasskeyHost } from "./helpers/passkey-host";
import { encodeAssertion } from "./helpers/passkey-signature";
import { PasskeyModel, type PasskeyName } from "./model/passkey-model";
import { triesFrom } from "./helpers/tries";

/** How many sequences are tried; `npm test` tries few. */
const RUNS = triesFrom("INVARIANT_RUNS", 1);
const COMMANDS = triesFrom("INVARIANT_COMMANDS", 10);

const ACCOUNTS = [0, 1, 2];
const PAGES = ["https://auth.example", "http://localhost:3002"];
const CREDENTIALS = [randomBytes(16), randomBytes(16)];
const SCALARS = [0x1111n, 0x2222n];
const CHALLENGE = id("something to sign");
const NAMES: readonly PasskeyName[] = PAGES.flatMap((_, page) =>
  CREDENTIALS.map((_, credential) => ({ page, credential })),
);

/** What an account may do. */
type Step =
  | {
      readonly kind: "add" | "install";
      readonly account: number;
      readonly name: PasskeyName;
      readonly key: number;
    }
  | { readonly kind: "remove"; readonly account: number; readonly name: PasskeyName }
  | { readonly kind: "uninstall"; readonly account: number; readonly named: readonly PasskeyName[] };

const account = fc.constantFrom(...ACCOUNTS);
const name = fc.constantFrom(...NAMES);
const key = fc.nat(SCALARS.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom("add" as const, "install" as const), account, name, key }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("remove" as const), account, name }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("uninstall" as const),
      account,
      named: fc.array(name, { maxLength: 2 }),
    }),
  },
);

describe("WebAuthnModule: invariants, whatever accounts do in whatever order", function () {
  this.timeout(10_000 + RUNS * COMMANDS * 1_000);
  let hosts: PasskeyHost[];
  /** By name and key: what the holder of that key signs, naming that credential on that page. */
  const signatures = new Map(
    NAMES.flatMap((each) => SCALARS.map((_, k) => [label(each, k), sign(each, k)] as const)),
  );

  const deploy = async () => {
    const wallets = await Promise.all(ACCOUNTS.map((i) => fundedWallet(localProvider(), i)));
    const first = await PasskeyHost.deploy(wallets[0]);
    hosts = wallets.map((wallet) => first.as(wallet));
  };

  it("a key signs exactly while it is registered, for its account, and look-ups say whose it is", async () => {
    const [first, second] = NAMES;
    const script: Step[] = [
      { kind: "add", account: 0, name: first, key: 0 },
      { kind: "add", account: 1, name: first, key: 1 },
      { kind: "install", account: 1, name: second, key: 0 },
      { kind: "remove", account: 0, name: second },
      { kind: "uninstall", account: 0, named: [second] },
      { kind: "uninstall", account: 0, named: [first] },
      { kind: "add", account: 1, name: first, key: 1 },
      { kind: "uninstall", account: 1, named: [] },
      { kind: "add", account: 1, name: first, key: 0 },
      { kind: "remove", account: 1, name: first },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: Math.min(4, COMMANDS), maxLength: COMMANDS, size: "max" }),
        run,
      ),
      { numRuns: RUNS, examples: [[script]] },
    );
  });

  async function run(steps: Step[]): Promise<void> {
    await deploy();
    const model = new PasskeyModel();
    for (const each of steps) {
      const refusal = change(model, each);
      const sent = send(each);
      await (refusal === undefined ? sent : expectRefused(sent, refusal));
      await checkOwners(model);
      for (const i of ACCOUNTS) await checkKeys(model, i);
    }
  }

  async function send(each: Step): Promise<void> {
    const host = hosts[each.account];
    if (each.kind === "uninstall") {
      const ids = each.named.map(({ page, credential }) => [PAGES[page], CREDENTIALS[credential]]);
      const data = AbiCoder.defaultAbiCoder().encode(["tuple(string,bytes)[]"], [ids]);
      await (await host.module.onUninstall(data)).wait();
      return;
    }
    const passkey = { credentialId: CREDENTIALS[each.name.credential], origin: PAGES[each.name.page] };
    if (each.kind === "remove") return host.remove(passkey);
    const { publicKey } = keyOf(SCALARS[each.key]);
    if (each.kind === "add") return host.add({ ...passkey, publicKey });
    await (await host.module.onInstall(encodePasskeyInstall({ ...passkey, publicKey }))).wait();
  }

  /** Whose each passkey is. */
  async function checkOwners(model: PasskeyModel): Promise<void> {
    const { module } = hosts[0];
    for (const each of NAMES) {
      const owner = model.owner(each);
      const registered = await module.registeredAddress(PAGES[each.page], CREDENTIALS[each.credential]);
      expect(registered).to.equal(owner === undefined ? ZeroAddress : hosts[owner].account);
    }
  }

  /** Which keys an account has, and whose signatures the module takes for it. */
  async function checkKeys(model: PasskeyModel, i: number): Promise<void> {
    const { module, account: address } = hosts[i];
    await Promise.all(
      NAMES.map(async (each) => {
        const [page, credential] = [PAGES[each.page], CREDENTIALS[each.credential]];
        const own = model.key(i, each);
        const [x, y] = await module.getAccountKey(page, credential, address);
        expect([x, y]).to.deep.equal(
          own === undefined ? [ZeroHash, ZeroHash] : keyOf(SCALARS[own]).publicKey,
        );
        for (const k of SCALARS.keys()) {
          const taken = await hosts[i].acceptsFor(CHALLENGE, signatures.get(label(each, k)) ?? "0x");
          expect(taken, `account ${i}, passkey ${label(each, k)}`).to.equal(own === k);
        }
      }),
    );
  }
});

/** Changes the model; returns the error's name if the module must refuse. */
function change(model: PasskeyModel, each: Step): string | undefined {
  if (each.kind === "remove") return model.remove(each.account, each.name);
  if (each.kind === "uninstall") return model.uninstall(each.account, each.named);
  return model.add(each.account, each.name, each.key);
}

function sign({ page, credential }: PasskeyName, k: number): string {
  const text = clientDataJson({
    type: "webauthn.get",
    challenge: getBytes(CHALLENGE),
    origin: PAGES[page],
  });
  const authenticatorData = encodeAuthenticatorData({
    rpId: new URL(PAGES[page]).hostname,
    flags: syncedPasskeyFlags,
    counter: 0,
  });
  const signature = toDer(signWith(SCALARS[k], assertionDigest(authenticatorData, text), 0x3333n));
  return encodeAssertion({
    credentialId: CREDENTIALS[credential],
    authenticatorData,
    clientDataJson: text,
    signature,
  });
}

function label({ page, credential }: PasskeyName, k: number): string {
  return `${page} ${credential} ${k}`;
}

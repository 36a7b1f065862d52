import { expect } from "chai";
import { AbiCoder, getBytes, id, keccak256, randomBytes, ZeroAddress, ZeroHash } from "ethers";
import fc from "fast-check";
import { encodeAuthenticatorData, syncedPasskeyFlags } from "../../helpers/passkeys/authenticator-data";
import { clientDataJson } from "../../helpers/passkeys/client-data";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { assertionDigest, keyOf, signWith } from "../../helpers/passkeys/p256-key";
import { toDer } from "../../helpers/passkeys/p256-signature";
import { PasskeyHost } from "../../helpers/passkeys/passkey-host";
import { encodeAssertion } from "../../helpers/passkeys/passkey-signature";
import { PasskeyModel, type NamedKey, type PasskeyName } from "../../model/passkey-model";
import { triesFrom } from "../../helpers/project/tries";

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
type Step = { readonly account: number } & (
  | { readonly kind: "add"; readonly named: NamedKey }
  | { readonly kind: "install"; readonly named?: NamedKey }
  | { readonly kind: "remove"; readonly name: PasskeyName }
  | { readonly kind: "uninstall"; readonly names: readonly PasskeyName[] }
);

const account = fc.constantFrom(...ACCOUNTS);
const name = fc.constantFrom(...NAMES);
const named = fc.record({ name, key: fc.nat(SCALARS.length - 1) });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("add" as const), account, named }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("install" as const),
      account,
      named: fc.option(named, { nil: undefined }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("remove" as const), account, name }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("uninstall" as const),
      account,
      names: fc.array(name, { maxLength: 2 }),
    }),
  },
);

describe("WebAuthnModule: invariants under any sequence of account actions", function () {
  this.timeout(100_000 + RUNS * COMMANDS * 20_000);
  let hosts: PasskeyHost[];
  /** By name and key: what the holder of that key signs, naming that credential on that page. */
  const signatures = new Map(
    NAMES.flatMap((each) => SCALARS.map((_, k) => [label(each, k), sign(each, k)] as const)),
  );

  const deploy = async () => {
    const wallets = await Promise.all(ACCOUNTS.map((i) => fundedWallet(localProvider(), i)));
    const first = await PasskeyHost.deploy(wallets[0]!);
    hosts = [first, await first.as(wallets[1]!), await first.as(wallets[2]!)];
  };

  it("accepts a key exactly while it is registered, for its account, and look-ups report the owner", async () => {
    const [first, second] = NAMES;
    const script: Step[] = [
      { kind: "add", account: 0, named: { name: first!, key: 0 } },
      { kind: "add", account: 1, named: { name: first!, key: 1 } },
      { kind: "install", account: 1, named: { name: second!, key: 0 } },
      { kind: "remove", account: 0, name: second! },
      { kind: "uninstall", account: 0, names: [second!] },
      { kind: "add", account: 0, named: { name: first!, key: 1 } },
      { kind: "add", account: 1, named: { name: first!, key: 1 } },
      { kind: "install", account: 0 },
      { kind: "add", account: 0, named: { name: first!, key: 1 } },
      { kind: "install", account: 0, named: { name: second!, key: 0 } },
      { kind: "install", account: 0, named: { name: first!, key: 0 } },
      { kind: "uninstall", account: 0, names: [first!] },
      { kind: "uninstall", account: 1, names: [] },
      { kind: "install", account: 1 },
      { kind: "add", account: 1, named: { name: second!, key: 1 } },
      { kind: "remove", account: 1, name: second! },
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
    for (const i of ACCOUNTS) model.install(i);
    for (const each of steps) {
      const refusal = change(model, each);
      const sent = send(each);
      await (refusal === undefined ? sent : expectRefused(sent, refusal));
      await checkOwners(model);
      for (const i of ACCOUNTS) await checkKeys(model, i);
    }
  }

  async function send(each: Step): Promise<void> {
    const host = hosts[each.account]!;
    switch (each.kind) {
      case "add":
        return host.add(passkey(each.named));
      case "install":
        return host.install(each.named && passkey(each.named));
      case "remove":
        return host.remove({
          credentialId: CREDENTIALS[each.name.credential]!,
          origin: PAGES[each.name.page]!,
        });
      case "uninstall": {
        const ids = each.names.map(({ page, credential }) => [PAGES[page], CREDENTIALS[credential]]);
        return host.uninstall(AbiCoder.defaultAbiCoder().encode(["tuple(string,bytes)[]"], [ids]));
      }
    }
  }

  /** The account each passkey belongs to. */
  async function checkOwners(model: PasskeyModel): Promise<void> {
    const { module } = hosts[0]!;
    for (const each of NAMES) {
      const [page, credential] = [PAGES[each.page]!, CREDENTIALS[each.credential]!];
      const address = (i?: number) => (i === undefined ? ZeroAddress : hosts[i]!.account);
      expect(await module.registeredAddress(page, credential)).to.equal(address(model.registered(each)));
      const owner = await module.credentialOwner(id(page), keccak256(credential));
      expect(owner).to.equal(address(model.owner(each)));
    }
  }

  /** The keys of an account, and those whose signatures the module accepts for it. */
  async function checkKeys(model: PasskeyModel, i: number): Promise<void> {
    const { module, account: address } = hosts[i]!;
    expect(await module.hasKey()).to.equal(model.counts(i));
    await Promise.all(
      NAMES.map(async (each) => {
        const [page, credential] = [PAGES[each.page]!, CREDENTIALS[each.credential]!];
        const own = model.key(i, each);
        const [x, y] = await module.getAccountKey(page, credential, address);
        expect([x, y]).to.deep.equal(
          own === undefined ? [ZeroHash, ZeroHash] : keyOf(SCALARS[own]!).publicKey,
        );
        for (const k of SCALARS.keys()) {
          const taken = await hosts[i]!.acceptsFor(CHALLENGE, signatures.get(label(each, k)) ?? "0x");
          expect(taken, `account ${i}, passkey ${label(each, k)}`).to.equal(own === k);
        }
      }),
    );
  }
});

/** Changes the model; returns the error's name if the module must refuse. */
function change(model: PasskeyModel, each: Step): string | undefined {
  switch (each.kind) {
    case "add":
      return model.add(each.account, each.named);
    case "install":
      return model.install(each.account, each.named);
    case "remove":
      return model.remove(each.account, each.name);
    case "uninstall":
      model.uninstall(each.account);
      return undefined;
  }
}

/** The module's data of a named key. */
function passkey({ name: { page, credential }, key }: NamedKey) {
  const { publicKey } = keyOf(SCALARS[key]!);
  return { credentialId: CREDENTIALS[credential]!, origin: PAGES[page]!, publicKey };
}

function sign({ page, credential }: PasskeyName, k: number): string {
  const text = clientDataJson({
    type: "webauthn.get",
    challenge: getBytes(CHALLENGE),
    origin: PAGES[page]!,
  });
  const authenticatorData = encodeAuthenticatorData({
    rpId: new URL(PAGES[page]!).hostname,
    flags: syncedPasskeyFlags,
    counter: 0,
  });
  const signature = toDer(signWith(SCALARS[k]!, assertionDigest(authenticatorData, text), 0x3333n));
  return encodeAssertion({
    credentialId: CREDENTIALS[credential]!,
    authenticatorData,
    clientDataJson: text,
    signature,
  });
}

function label({ page, credential }: PasskeyName, k: number): string {
  return `${page} ${credential} ${k}`;
}

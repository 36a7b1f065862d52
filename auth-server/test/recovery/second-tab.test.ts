import { expect } from "chai";
import { createElement } from "react";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN, type Passkey } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import type { Authenticator } from "../../../sdk/src/passkey/authenticator.ts";
import { makeRecoveryPasskey } from "../../src/recovery/new-passkey.ts";
import {
  forgetRecovery,
  keepRecovery,
  rememberBegun,
  storedRecoveryOn,
  type StoredRecovery,
} from "../../src/recovery/stored-recovery.ts";
import { useStoredRecovery } from "../../src/recovery/use-stored-recovery.ts";
import { CHAIN } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { scriptedNode } from "../scripted-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const CHAINS = [CHAIN];

const recoveryOf = (credentialId: string, chainId = CHAIN.id): StoredRecovery => ({
  chainId,
  account: { address: TARGET, credentialId, publicKey: "" },
  hasBegun: false,
});

describe("A second tab of somebody who is getting back in", () => {
  let passkey: Passkey;
  let made: number;
  let whileMade: () => void;
  let leave: (() => void)[];

  before(async () => {
    passkey = await makePasskey();
  });
  beforeEach(() => {
    [made, whileMade] = [0, () => undefined];
    const { authenticator } = passkey;
    const counted: Authenticator = {
      get: (options) => authenticator.get(options),
      create: (options) => {
        made++;
        whileMade();
        return authenticator.create(options);
      },
    };
    const block = { timestamp: "0x1", transactions: [] };
    leave = [
      fakeStorage(),
      openPage(ORIGIN, counted),
      scriptedNode({}, { eth_getBlockByNumber: () => block }),
    ];
  });
  afterEach(() => {
    for (const each of leave) each();
  });

  const make = () => makeRecoveryPasskey(CHAIN, CHAINS, SPENDER);

  it("makes no other passkey while one is on its way, and goes on with that", async () => {
    const first = await make();
    expect(made).to.equal(1);
    expect(await make()).to.deep.equal(first);
    expect(made).to.equal(1);
  });

  it("puts its passkey in the place of no other that was made meanwhile", async () => {
    const other = recoveryOf("other");
    whileMade = () => {
      keepRecovery(other);
    };
    expect(await make()).to.deep.equal(other);
    expect(storedRecoveryOn(CHAINS)).to.deep.equal(other);
  });

  it("begins anew where what is under way is of a chain that the page serves no more", async () => {
    keepRecovery(recoveryOf("old", 7));
    expect(await make()).to.deep.include({ chainId: CHAIN.id });
    expect(storedRecoveryOn(CHAINS)?.account.address).to.equal(SPENDER);
  });

  it("neither notes nor forgets anything of a passkey that another has taken the place of", () => {
    const [old, other] = [recoveryOf("old"), recoveryOf("other")];
    keepRecovery(other);
    rememberBegun(old);
    forgetRecovery(old);
    expect(storedRecoveryOn(CHAINS)).to.deep.equal(other);
    rememberBegun(other);
    expect(storedRecoveryOn(CHAINS)).to.deep.equal({ ...other, hasBegun: true });
    forgetRecovery(other);
    expect(storedRecoveryOn(CHAINS)).to.equal(undefined);
    rememberBegun(other);
    expect(storedRecoveryOn(CHAINS), "once it is forgotten").to.equal(undefined);
  });

  it("shows what the first one has begun as soon as it has, and stays with it once that is done", async () => {
    const page = await openReactPage();
    try {
      let shown: StoredRecovery | undefined;
      const Tab = () => {
        [shown] = useStoredRecovery(CHAINS);
        return null;
      };
      await page.show(createElement(Tab));
      expect(shown).to.equal(undefined);
      const first = recoveryOf("first");
      const tell = () => page.act(() => void window.dispatchEvent(new Event("storage")));
      keepRecovery(first);
      await tell();
      expect(shown).to.deep.equal(first);
      forgetRecovery(first);
      await tell();
      expect(shown).to.deep.equal(first);
    } finally {
      await page.close();
    }
  });
});

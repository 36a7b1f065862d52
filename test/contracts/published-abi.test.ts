import { expect } from "chai";
import { Interface, type EventFragment, type FunctionFragment } from "ethers";
import {
  AAFactoryAbi,
  GuardianRecoveryValidatorAbi,
  SessionKeyValidatorAbi,
  SsoAccountAbi,
  WebAuthValidatorAbi,
} from "zksync-sso-published/abi";
import {
  AAFactory__factory,
  ERC7579Account__factory,
  GuardianRecoveryModule__factory,
  SessionKeyModule__factory,
  WebAuthnModule__factory,
} from "../../typechain-types";

/** One of our contracts, the ABI published clients call it with, and what wire-format.md records about it. */
interface PublishedContract {
  readonly ours: Interface;
  readonly published: Interface;
  /** Their functions and events that only deployment needed. */
  readonly leftOut?: readonly string[];
  /** Function name to selector. */
  readonly selectors: Readonly<Record<string, string>>;
  /** Event name to topic 0. */
  readonly topics: Readonly<Record<string, string>>;
}

const contracts: Readonly<Record<string, PublishedContract>> = {
  AAFactory: {
    ours: AAFactory__factory.createInterface(),
    published: new Interface(AAFactoryAbi),
    selectors: {
      deployProxySsoAccount: "0x0b8a4ed4",
      deployModularAccount: "0x54385730",
      accountMappings: "0x08614c35",
    },
    topics: { AccountCreated: "0x8fe66a5d954d6d3e0306797e31e226812a9916895165c96c367ef52807631951" },
  },
  WebAuthnModule: {
    ours: WebAuthnModule__factory.createInterface(),
    published: new Interface(WebAuthValidatorAbi),
    selectors: {
      addValidationKey: "0x8f5bc2af",
      removeValidationKey: "0x59be375f",
      getAccountKey: "0x80c904d6",
      registeredAddress: "0x90c0af30",
      validateSignature: "0x333daf92",
      validateTransaction: "0xbf1733f9",
    },
    topics: { PasskeyCreated: "0x3c6e30f99b4a1e8a", PasskeyRemoved: "0x60a29a47798fec90" },
  },
  SessionKeyModule: {
    ours: SessionKeyModule__factory.createInterface(),
    published: new Interface(SessionKeyValidatorAbi),
    selectors: {
      createSession: "0x5a0694d2",
      revokeKey: "0x572f2210",
      revokeKeys: "0x3ec59279",
      sessionState: "0xb6d75019",
      sessionStatus: "0x59130708",
      isInitialized: "0xd60b347f",
      validateTransaction: "0xbf1733f9",
    },
    topics: {
      SessionCreated: "0x225b7c57a9711566a3a2dabe5ba5d2c5965272461cd8af89883376ecb2f69ac4",
      SessionRevoked: "0x006be5f629d8df9f032986474cfc3bfc82c9b1cd74dcb2fcb5b3d48f98a50024",
    },
  },
  GuardianRecoveryModule: {
    ours: GuardianRecoveryModule__factory.createInterface(),
    published: new Interface(GuardianRecoveryValidatorAbi),
    // Ours gets the passkey module in its constructor, so that nobody can set another one.
    leftOut: ["initialize", "Initialized"],
    selectors: {
      proposeGuardian: "0x9f5d29c9",
      addGuardian: "0x85431596",
      removeGuardian: "0x3cab947d",
      initRecovery: "0x236ad679",
      discardRecovery: "0x51bd1f69",
      validateTransaction: "0xbf1733f9",
    },
    topics: {},
  },
  ERC7579Account: {
    ours: ERC7579Account__factory.createInterface(),
    published: new Interface(SsoAccountAbi),
    selectors: { initialize: "0xb9094997", batchCall: "0x8f0273a9" },
    topics: {},
  },
};

for (const [name, { ours, published, leftOut = [], selectors, topics }] of Object.entries(contracts)) {
  describe(`${name}, as published clients call it`, () => {
    published.forEachFunction((fragment) => {
      if (leftOut.includes(fragment.name)) return;
      it(`has ${fragment.format()}`, () => {
        const own = ours.getFunction(fragment.selector);
        expect(own?.format("full")).to.not.equal(undefined);
        expect(interfaceOf(own!)).to.deep.equal(interfaceOf(fragment));
      });
    });

    published.forEachEvent((fragment) => {
      if (leftOut.includes(fragment.name)) return;
      it(`emits ${fragment.format()}`, () => {
        const own = ours.getEvent(fragment.topicHash);
        expect(own && indexedInputs(own)).to.deep.equal(indexedInputs(fragment));
      });
    });

    it("keeps the documented selectors and topics", () => {
      for (const [fn, selector] of Object.entries(selectors)) {
        expect(ours.getFunction(fn)?.selector, fn).to.equal(selector);
      }
      for (const [event, topic] of Object.entries(topics)) {
        expect(ours.getEvent(event)?.topicHash, event).to.match(new RegExp(`^${topic}`));
      }
    });
  });
}

/** What a caller's encoder and decoder depend on: member names of returned structs, types, and mutability. */
function interfaceOf(fragment: FunctionFragment) {
  return {
    read: fragment.constant,
    payable: fragment.payable,
    inputs: fragment.inputs.map((input) => input.format("sighash")),
    outputs: fragment.outputs.map((output) => output.format("sighash")),
    outputMembers: fragment.outputs.map((output) => output.components?.map((component) => component.name)),
  };
}

/** Types and which of them are topics: a client that filters or decodes depends on both. */
function indexedInputs(fragment: EventFragment) {
  return fragment.inputs.map((input) => `${input.format("sighash")}${input.indexed ? " indexed" : ""}`);
}

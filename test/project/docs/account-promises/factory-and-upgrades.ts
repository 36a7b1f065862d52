import type { TestedSentence } from "../tested-sentence";

const FACTORY = "contracts/AAFactory.test.ts";
const KEYS = "contracts/ERC7579Account/keys.test.ts";
const KEY_HOLDERS = "contracts/ERC7579Account/key-holders.test.ts";
const UPGRADES = "contracts/ERC7579Account/upgrades.test.ts";
const GAS = "project/scripts/gas.test.ts";

/** Issue: "Factory", "Upgrades", and what is asked of the whole. */
export const FACTORY_AND_UPGRADES: readonly TestedSentence[] = [
  {
    sentence: "Predicted addresses: the one the factory and clients compute is the one deployed.",
    tests: { [FACTORY]: ["deploys at the address that the factory and the client predicted"] },
  },
  {
    sentence: "The account is recorded under keccak256(uniqueId, deployer), and told in an event.",
    tests: {
      [FACTORY]: ["records the account under its id, the hash of unique id and deployer, and tells it"],
      "contracts/published-abi.test.ts": ["emits AccountCreated(address,bytes32)"],
    },
  },
  {
    sentence:
      "Front-running is impossible: nobody takes another's address, nor initializes another's account.",
    tests: {
      [FACTORY]: [
        "gives each deployer addresses of its own, so that none can be taken (A12)",
        "gives nobody the address by deploying there themselves, with the same salt and proxy (A12)",
        "initializes in the same transaction, so that nobody else can (A12)",
      ],
    },
  },
  {
    sentence: "Several deployers.",
    tests: { [FACTORY]: ["gives each deployer addresses of its own, so that none can be taken (A12)"] },
  },
  {
    sentence: "Initialization exactly once, whatever a module does meanwhile, and after one that failed.",
    tests: {
      [KEYS]: [
        "happens once",
        "cannot be repeated by a validator that is being installed",
        "that failed left nothing behind: until it is tried again the account obeys nobody",
        "refuses owners that are nobody or named twice",
        "gives validators and owners at once, and says so",
      ],
      [FACTORY]: [
        "leaves nothing behind when a module refuses to be installed",
        "installs the validators in the order given, with their data",
      ],
      [UPGRADES]: ["keep its owners, modules, hooks and handlers (invariant 6)"],
    },
  },
  {
    sentence: "The implementation is locked.",
    tests: { [KEYS]: ["never happens to the implementation"] },
  },
  {
    sentence: "No keys at all is an error that says so.",
    tests: {
      [FACTORY]: [
        "refuses an account without keys (A13)",
        "refuses an account that only a session could use (A13)",
      ],
      [KEY_HOLDERS]: [
        "does not count as a key of a new account, whoever initializes it",
        "does not count as a key of a new account that brings no passkey",
      ],
    },
  },
  {
    sentence: "An idempotent retry gives a clear error naming the existing account.",
    tests: {
      [FACTORY]: [
        "refuses an id twice, and names the account that exists",
        "refuses it also when other keys are asked for, or by the other function: a retry learns what is there",
      ],
      "contracts/published-client.test.ts": ["is told which account there is when it deploys it again"],
    },
  },
  {
    sentence: "deployModularAccount installs the suite's own modules.",
    tests: {
      [FACTORY]: [
        "installs the session module first and the passkey module second, each with its own data",
        "leaves out a module without data",
      ],
    },
  },
  {
    sentence: "The published client deploys an account, finds it and uses it.",
    tests: {
      "contracts/published-client.test.ts": [
        "deploys an account and finds it by its owner",
        "opens a session as the owner, spends in it as the session key, and revokes it",
      ],
    },
  },
  {
    sentence: "The beacon is owned by an operator, and names what new accounts begin with.",
    tests: {
      [FACTORY]: [
        "is the operator's: nobody else names another implementation, and only a contract is one",
        "changes hands in two steps, so that it is not lost to an address that nobody holds",
        "keeps the implementation where operators allow it to be read for accounts that follow it: in slot 1",
        "names what new accounts begin with, and changes none that exists",
        "is refused by the proxy if the beacon is no beacon, or names what is no contract",
      ],
    },
  },
  {
    sentence: "Upgrades keep the state.",
    tests: {
      [UPGRADES]: [
        "keep its owners, modules, hooks and handlers (invariant 6)",
        "reach it, and it keeps its keys",
      ],
    },
  },
  {
    sentence:
      "Upgrades: what older code wrote means the same to newer code, where the layout check sees nothing.",
    tests: {
      "contracts/ERC7579Account/stored-state.test.ts": [
        "each role has its bit in a member's entry, beside the member added before",
        "the head has the member added last, the version, and each role's count in its byte",
        "the head sums up the modules by four bits of each address",
        "an implementation is in its ERC-1967 slot, or, for whoever had a beacon in the other slot, in both, marked in the beacon's by the bit above the address",
      ],
    },
  },
  {
    sentence: "Upgrades: the layout is checked, of all the storage there is, and where it is.",
    tests: {
      [UPGRADES]: [
        "is where the committed layout says it is",
        "would be noticed if they moved a member of it",
        "is all in the committed layout",
      ],
      [KEYS]: ["is where ERC-7201 puts the account's namespaces, and nowhere else"],
    },
  },
  {
    sentence:
      "An account runs an implementation of its own from birth, and only its own signature changes it; validation reads nothing that an operator would have to allow.",
    tests: {
      [UPGRADES]: [
        "are nobody's but the account's: the beacon names what new accounts begin with, and nothing else",
        "are not needed: it goes on when the beacon names nothing any more",
        "go to any version it wants, and back",
        "are told by ERC-1967's slots and event, from birth on",
      ],
      "contracts/ERC7579Account/own-storage.test.ts": [
        ...["an owner", "a passkey", "a session"].flatMap((name) => [
          `is nothing of the beacon, the factory or the implementation: ${name} signs though their storage is gone`,
          `lets a transaction of ${name} pass the node, which holds to the sequencer's rules`,
        ]),
        "is no immutable, which EraVM keeps in another contract's storage",
      ],
      "contracts/ERC7579Account/outside.test.ts": [
        "may be one to the account itself, such as one that takes another implementation",
      ],
    },
  },
  {
    sentence: "It may follow a beacon, by its own signature, and leave it again.",
    tests: {
      [UPGRADES]: [
        "reach it, and it keeps its keys",
        "reach it no longer once it takes an implementation of its own, which can be brought from outside",
        "can be another beacon's, one after the other",
        "are told by ERC-1967's slots and events",
        "leave it without code if the beacon names nothing any more: it refuses every call",
      ],
    },
  },
  {
    sentence:
      "Accounts of the old kind, which follow the beacon from birth, go on and can leave from outside.",
    tests: {
      [UPGRADES]: [
        "reach it, and it says which beacon it follows",
        "reach it no longer once it has left, by a transaction from outside where the sequencer takes none of its own",
        "reach it again once it follows a beacon again",
        "are its own to make if it left under older code already",
      ],
    },
  },
  {
    sentence: "An implementation is taken only if the account, once running it, still answers through it.",
    tests: {
      "contracts/ERC7579Account/implementations.test.ts": [
        ...["with its own implementation", "that follows the beacon", "of the old kind"].map(
          (kind) =>
            `refuses code through which it would not answer, as an account ${kind}, naming it and with bounded gas`,
        ),
        "answers and obeys its owner, whatever it takes and tries in whatever order",
        "takes a good one with enough gas, and with less changes nothing",
      ],
    },
  },
  {
    sentence:
      "Nobody else chooses the code: no stranger, no session; an executor only as the account, whose every right it has.",
    tests: {
      [UPGRADES]: [
        "are for the account alone to choose",
        "are not for a session to choose, neither directly nor in a batch",
        "are not for the account's modules to choose, but for an executor acting in its name",
      ],
    },
  },
  {
    sentence: "Audit classes A1 to A30, each a test whose title carries its number.",
    tests: {
      "project/security-requirements.test.ts": [
        "of account core, modules, hooks each have a test that says so: A1 to A30",
      ],
    },
  },
  {
    sentence:
      "Invariants 2, 4, 5, 6 as property tests over random operation sequences, with shrunk counterexamples.",
    tests: {
      "contracts/ERC7579Account/invariants.test.ts": [
        "only its keys, validators and executors make it act (2), another account changes nothing (4), what is installed can be removed (5), and upgrades keep it all (6)",
      ],
      "project/helpers/sequence-report.test.ts": [
        "has the operations it takes and no others, one in a line, and why it fails",
        "says how to try that sequence again, and nothing else",
      ],
    },
  },
  {
    sentence: "Cost: npm run gas, its JSON, the committed snapshot, and the bars, which are met.",
    tests: {
      [GAS]: [
        "measures what the snapshot says, and prints one JSON object",
        "takes anything more than 1 % above the snapshot for a regression",
        "takes what costs more than its goal for too much, even if it did so before",
        "takes a slot more for a regression, and a slot less for none",
      ],
    },
  },
  {
    sentence: "docs/account.md: how to write a module, by an example that a test compiles and runs.",
    tests: {
      "project/docs/solidity.test.ts": ["are compiled: number 1, in docs/account.md"],
      "contracts/ERC7579Account/example-module.test.ts": [
        "lets its key call the one contract",
        "refuses another contract, the account itself, and ETH",
        "answers another key without reverting",
        "does not count as a key",
      ],
    },
  },
];

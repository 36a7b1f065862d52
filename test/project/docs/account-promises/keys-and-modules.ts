import type { TestedSentence } from "../tested-sentence";

const ACCOUNT = "contracts/ERC7579Account";
const KEYS = `${ACCOUNT}/keys.test.ts`;
const KEY_HOLDERS = `${ACCOUNT}/key-holders.test.ts`;
const MODULES = `${ACCOUNT}/modules.test.ts`;
const HOOKS = `${ACCOUNT}/hooks.test.ts`;
const UNLINKING = `${ACCOUNT}/unlinking.test.ts`;
const SIGNATURES = `${ACCOUNT}/signatures.test.ts`;
const VIEM = `${ACCOUNT}/viem-signatures.test.ts`;
const EXECUTION = `${ACCOUNT}/execution.test.ts`;

const RESISTANCES = [
  "reverts",
  "burns all its gas",
  "returns half a megabyte",
  "tries to return four megabytes",
  "publishes what its gas lets it write",
];
const PLACES = [
  "a validator",
  "a validator, by its published name",
  "an executor",
  "a fallback handler",
  "a hook",
  "a hook, by ERC-7579's number",
  "a validation hook",
];
const HOSTILE_HOOKS = RESISTANCES.slice(0, 3).flatMap((way) =>
  ["a validation", "an execution"].map(
    (kind) => `cannot lock the account: ${kind} hook that ${way} is unlinked`,
  ),
);

/** Issue: "Owners, validators, hooks", and unlinking. */
export const KEYS_AND_MODULES: readonly TestedSentence[] = [
  {
    sentence: "The account has every function and event of the published clients' ABI.",
    tests: {
      "contracts/published-abi.test.ts": [
        "has addModuleValidator(address,bytes)",
        "emits K1OwnerAdded(address)",
        "keeps the selectors and topics that were written down",
      ],
    },
  },
  {
    sentence: "Owners, by the published functions.",
    tests: {
      [KEYS]: [
        "are added, listed and removed, with events",
        "sign from the moment they are added until they are removed",
        "are named exactly: nobody, the account, a second time or a stranger is refused (A4, A11)",
        "are addresses that a key can have: a contract, one of the system's or a precompile is refused (A26)",
        "stay the set that a model of them says, whatever is added and removed (A4)",
      ],
    },
  },
  {
    sentence: "Validators through the published functions as well as ERC-7579's, one registry under both.",
    tests: {
      [MODULES]: [
        "installed by its published function is installed for ERC-7579, and the other way round",
        "is told with what data it is installed and removed",
        "that was removed has no power left",
      ],
      [`${ACCOUNT}/registry.test.ts`]: ["answers as a plain list would, whatever is added and removed"],
    },
  },
  {
    sentence: "Hooks through the published functions as well as ERC-7579's, one registry under both.",
    tests: {
      [HOOKS]: [
        "are module type 4 of ERC-7579 under another name",
        "that ERC-7579 installed are removed by their published name, with the events of both",
        "see each transaction and may refuse it",
        "are a kind of their own: not a module of type 4, and listed apart",
        "are told by the events of hooks, and by none of ERC-7579's, which does not know them",
      ],
    },
  },
  {
    sentence: "All of these are self-only.",
    tests: {
      [KEYS]: ["are for the account alone to change"],
      [MODULES]: ["is for the account alone"],
      [HOOKS]: ["are for the account alone to change"],
      [EXECUTION]: ["can only be called by the account"],
      [`${ACCOUNT}/authority.test.ts`]: [
        "refuses a stranger at every function that changes anything, by name",
        "does nothing for a stranger, whatever the function and its arguments",
        "does not take the account's own modules for the account",
      ],
    },
  },
  {
    sentence: "batchCall makes its calls, with allowFailure and exactly the sum of their values.",
    tests: {
      [EXECUTION]: [
        "makes its calls in order, with their values",
        "goes on after a call that may fail, and tells its index and why (A8)",
        "is undone whole by a call that may not fail, with that call's revert data",
        "wants exactly the sum of its values (A20)",
      ],
    },
  },
  {
    sentence:
      "Unlinking always works, even against a module that reverts, burns all gas, returns megabytes or publishes.",
    tests: {
      [UNLINKING]: [
        ...RESISTANCES.flatMap((way) =>
          PLACES.map((place) => `works if it ${way}, as ${place}, and lets it burn and publish nothing`),
        ),
        "works with enough gas, and with less changes nothing",
        ...PLACES.map((place) => `works with the gas that a client estimates, whatever it does, as ${place}`),
      ],
    },
  },
  {
    sentence:
      "A hook or module that reverts can always be unlinked: hooks that refuse everything do not lock the account.",
    tests: {
      [HOOKS]: [
        ...HOSTILE_HOOKS,
        "cannot lock the account together: each is unlinked though the others refuse",
        "are not got around by hiding `unlinkHook` in a batch with other calls",
      ],
    },
  },
  {
    sentence: "What passes the hooks is the unlinking of a hook that is there, and nothing along with it.",
    tests: {
      [HOOKS]: ["validation", "execution"].flatMap((kind) => [
        `are passed by an unlinking only if it names a hook that is there, as the kind it is: ${kind} hooks see any other`,
        `are passed by an unlinking only without an allowance for a paymaster: ${kind} hooks see one that asks for it, and none is granted`,
        `are passed by an unlinking with a paymaster in the general flow: a person without ETH gets rid of ${kind} hooks, too`,
      ]),
    },
  },
  {
    sentence:
      "A module is told that it comes or goes when it does, and at no other time while it is installed.",
    tests: {
      [MODULES]: [
        "are refused whichever way the account makes the call, also one that may fail",
        "are refused in whichever type it is installed: a validator, a handler and hooks of both kinds alike",
        "are neither its other functions nor those of a contract that is no module: these are called as anybody's are",
        "can be called by an ordinary transaction once it is unlinked, and then it comes back as new",
        "is refused for the selectors by which modules are told that they come and go, which anyone could then have them told (A30)",
      ],
      [KEY_HOLDERS]: ["counts on, whatever the account tells it by itself while it is installed (A30)"],
    },
  },
  {
    sentence:
      "A fallback handler for a selector that the account answers itself is refused, naming the selector.",
    tests: {
      [MODULES]: [
        "is refused for a selector that the account answers itself, whichever it is, and the selector is named",
        "is refused for a selector of the account though hooks would refuse the question",
        "is taken for any other selector",
      ],
    },
  },
  {
    sentence: "A module asks the account about all targets of a batch at once.",
    tests: {
      [MODULES]: [
        "is found as one by one they would be, and nobody if there is none of them",
        "is found among a hundred addresses for little more than among one",
      ],
    },
  },
  {
    sentence:
      "Unlinking does not stumble over what other validators do when they are asked if they are keys.",
    tests: {
      [KEY_HOLDERS]: RESISTANCES.slice(0, 3).map(
        (way) => `does not count if it ${way} when it is asked, and keeps nothing else from going (A2)`,
      ),
    },
  },
  {
    sentence: "A lock-out is impossible by accident: the last key goes only by a function of its own.",
    tests: {
      [KEYS]: [
        "cannot be removed by the ordinary functions",
        "that is a validator can neither be removed nor unlinked",
        "can be renounced on purpose, by a function of its own",
        "is not renounced while there is another, nor by a wrong name",
        "cannot be removed if a contract has come to the address of the other owner",
        "can be renounced beside an owner whose address has a contract, who goes by the ordinary function",
        "is not asked for when an owner goes whose address has a contract",
        "is the passkey module's, and it is told so, beside an owner whose address has a contract",
      ],
      [KEY_HOLDERS]: [
        "does not count as a key when the last one is removed",
        "counts from its first passkey to its last",
        "keeps its last passkey, and its place, if the account has no other key",
      ],
    },
  },
  {
    sentence: "ERC-1271 and ERC-7739 for owners: messages and typed data, nested.",
    tests: {
      [SIGNATURES]: [
        "of a message are good in the account's own domain (A23)",
        "of typed data are good in the app's domain, naming the account (A23)",
        "for another account with the same owner are bad for this one (W12)",
        "that are not nested are bad: a plain signature of the hash is no consent of the account",
        "with a malformed description of the typed data are bad",
        "say whether the account knows ERC-7739",
      ],
    },
  },
  {
    sentence: "ERC-1271 and ERC-7739 for validators.",
    tests: {
      [SIGNATURES]: [
        "of a validator are decided by the validator, which learns who asks",
        "are read in the published encoding too, whose third member is a list",
        "that are malformed are bad, and nothing reverts, whatever their bytes (A10)",
      ],
      [VIEM]: [
        "a passkey: a message is good, another message or account is not",
        "a passkey: typed data are good, other data or another account are not",
        "a session key: neither is good, since a session signs transactions only",
      ],
    },
  },
  {
    sentence: "ERC-5267.",
    tests: { [SIGNATURES]: ["describe their domain (ERC-5267)"] },
  },
  {
    sentence: "Verified with viem's own verifyMessage, verifyTypedData and erc7739Actions.",
    tests: {
      [SIGNATURES]: [
        "made by viem's ERC-7739 actions are good",
        "are verified by viem's verifyMessage and verifyTypedData, through a verifier on the chain",
      ],
      [VIEM]: ["an owner", "a passkey"].flatMap((name) => [
        `${name}: a message is good, another message or account is not`,
        `${name}: typed data are good, other data or another account are not`,
        `${name}: typed data with nested types are good, described as ERC-7739 has it for the order of their types`,
      ]),
    },
  },
];

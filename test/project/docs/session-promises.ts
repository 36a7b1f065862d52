import type { TestedSentence } from "./tested-sentence";

const AUTHENTICITY = "contracts/session/SessionKeyModule.validation.test.ts";
const OPENING = "contracts/session/SessionKeyModule.test.ts";
const TIME = "contracts/session/SessionKeyModule.time.test.ts";
const FEES = "contracts/session/SessionKeyModule.fees.test.ts";
const ON_ACCOUNT = "contracts/session/SessionKeyModule.account.test.ts";
const MODEL = "contracts/session/SessionKeyModule.model.test.ts";
const EXAMPLE = "contracts/session/session-example.test.ts";
/** Preferences become sessions in the SDK alone. */
const PREFERENCES = "../sdk/test/session/format-session-preferences.test.ts";
const CLIENT = "contracts/published-client.test.ts";

const AGREES = "decides every transaction of every sequence as the SDK does (property)";

/**
 * The page, sentence by sentence, without what is about the connector and the auth server alone: default expiry, the
 * forms in which a time may be written, how wagmi is called.
 */
export const SESSION_PROMISES: readonly TestedSentence[] = [
  {
    sentence:
      "A session is a temporary key that grants limited permissions to an account, governed by a configurable policy set by the developer.",
    tests: {
      [AUTHENTICITY]: ["accepts the session's key", "are allowed by target and selector"],
      [TIME]: ["K3: a transaction is refused after the session's last second"],
    },
  },
  {
    sentence: "These sessions require explicit approval from the account owners.",
    tests: {
      [OPENING]: [
        "K13: is refused to whoever has not installed the module",
        "K17: is for the calling account only",
      ],
      [ON_ACCOUNT]: ["K8: reaches neither the account nor a module, whenever that was installed"],
      [CLIENT]: ["opens a session as the owner, spends in it as the session key, and revokes it"],
    },
  },
  {
    sentence: "They can be revoked or removed at any time after creation.",
    tests: {
      [OPENING]: [
        "refuses its key from then on",
        "closes several at once, or none",
        "K14: uninstalling closes all, and installing again revives none",
      ],
      [ON_ACCOUNT]: ["K14: is uninstalled and installed by the account, whose sessions stay closed"],
    },
  },
  {
    sentence:
      "A session key holder can execute a restricted set of transactions from the account without needing the account owner's signature for each action.",
    tests: {
      [ON_ACCOUNT]: ["moves tokens within the limits of an argument", "moves ETH and tokens in one batch"],
      [EXAMPLE]: ["lets the session key send 0.1 ETH in two parts, and not one wei more"],
    },
  },
  {
    sentence:
      "When an application requests a session, it specifies the desired policies that limit what that session key can do, which the account owner can approve.",
    tests: {
      [OPENING]: ["stores, announces and reports it", "happens on installation if install data name one"],
      [CLIENT]: ["opens a session as the owner, spends in it as the session key, and revokes it"],
    },
  },
  {
    sentence: "Even if the session key is compromised, the potential loss is capped.",
    tests: {
      [MODEL]: [AGREES],
      [AUTHENTICITY]: ["K11: move a token through no other function than those allowed"],
      [ON_ACCOUNT]: ["validates no signature twice"],
    },
  },
  {
    sentence:
      "Sessions allow only those transactions that are explicitly allowed by the session configuration.",
    tests: {
      [MODEL]: [AGREES],
      [AUTHENTICITY]: [
        "are refused to anybody else, and with calldata",
        "are allowed by target and selector",
        "K10: are refused with 1 to 3 bytes of calldata, or the selector 0",
        "K8: are refused to a module installed after the session was opened",
      ],
      [OPENING]: ["is refused without a signer, with unlimited fees, or without any policy"],
    },
  },
  {
    sentence: "The example: a session that has a configured fee limit and transfer limit (0.1 ETH each).",
    tests: {
      [EXAMPLE]: [
        "lets the session key send 0.1 ETH in two parts, and not one wei more",
        "refuses a transaction whose highest fee is over 0.1 ETH",
      ],
    },
  },
  {
    sentence: "Customization: the length of time the session is valid (expiresAt).",
    tests: {
      [TIME]: [
        "K3: a transaction is refused after the session's last second",
        "K3: refuses a period that begins after the session's end",
        "K4: a session may last as long as there are numbers for",
      ],
      [OPENING]: ["is refused unless it lasts more than 60 seconds"],
    },
  },
  {
    sentence: "Customization: the amount of ETH that can be spent in transaction fees (feeLimit).",
    tests: {
      [FEES]: [
        "K6: count gas limit times gas price against the limit",
        "fit in limits of any size",
        "K7: do not fail the estimation with a stub signature",
      ],
      [TIME]: ["a fee allowance starts afresh in each period"],
      [ON_ACCOUNT]: ["counts what a transaction may cost at most against the fee limit"],
    },
  },
  {
    sentence: "Customization: what types of transfers are allowed (transfers).",
    tests: { [AUTHENTICITY]: ["are refused to anybody else, and with calldata"] },
  },
  {
    sentence: "Customization: what types of contract calls are allowed (contractCalls).",
    tests: { [AUTHENTICITY]: ["are allowed by target and selector"] },
  },
  {
    sentence: "Value policies limit the amount of ETH that can be transferred.",
    tests: {
      [AUTHENTICITY]: [
        "are allowed up to the limit, to the wei",
        "are limited in the ETH that goes with them, per use and in total",
      ],
    },
  },
  {
    sentence:
      "Function argument constraints limit the amount that can be passed to a contract function (argument is parsed as uint256).",
    tests: { [AUTHENTICITY]: ["limit the sum of an argument, for limits of any size"] },
  },
  {
    sentence:
      "The limit is exceeded if the tracked value is greater than the set value over the provided period (if applicable).",
    tests: {
      [AUTHENTICITY]: [
        "are allowed up to the limit, to the wei",
        "K1: keep what was used after each transaction",
      ],
      [TIME]: ["K5: an allowance starts afresh with its period's first second"],
    },
  },
  {
    sentence: "period resets the limit every `period` seconds: the block.timestamp divisor.",
    tests: {
      [TIME]: [
        "K5: an allowance starts afresh with its period's first second",
        "K5: an allowance starts afresh, however many policies the session has",
        "refuses the id of any other period, and ids that are missing, surplus or out of place",
        "a period longer than all time never ends",
      ],
      [OPENING]: ["K5: is refused with an allowance whose period is of 60 seconds or less, and names it"],
    },
  },
  {
    sentence:
      'A bigint resolves to a "lifetime" limit; with a period to an "allowance", otherwise "lifetime".',
    tests: {
      [PREFERENCES]: ["takes a bare number for the lifetime, and a period for an allowance"],
    },
  },
  {
    sentence: "Unlimited: no limit is enforced.",
    tests: {
      [TIME]: ["K4: an unlimited limit leaves the whole time to expiry"],
      [AUTHENTICITY]: ["with any limit type agree with what sessionState reports"],
    },
  },
  {
    sentence: "Lifetime: the limit is enforced over the lifetime of the session.",
    tests: {
      [AUTHENTICITY]: [
        "are allowed up to the limit, to the wei",
        "with any limit type agree with what sessionState reports",
      ],
    },
  },
  {
    sentence:
      "Allowance: the limit is enforced over a specific period of time and is reset every period seconds (based on the block.timestamp).",
    tests: { [TIME]: ["K5: an allowance starts afresh with its period's first second"] },
  },
  {
    sentence: "Transfer policies specify what addresses transfers can be sent to.",
    tests: { [AUTHENTICITY]: ["are refused to anybody else, and with calldata"] },
  },
  {
    sentence: "Transfer policies specify how much ETH can be transferred in total.",
    tests: {
      [AUTHENTICITY]: [
        "are allowed up to the limit, to the wei",
        "K12: are counted apart for each policy, session and account",
      ],
    },
  },
  {
    sentence: "Transfer policies specify how many transfers are allowed in a session.",
    tests: {
      [AUTHENTICITY]: ["are counted per use by a call policy without selector, which alone governs them"],
    },
  },
  {
    sentence: "maxValuePerUse: per transaction ETH limit.",
    tests: { [AUTHENTICITY]: ["are limited per use"] },
  },
  {
    sentence: "valueLimit: cumulative ETH limit.",
    tests: {
      [AUTHENTICITY]: ["are allowed up to the limit, to the wei"],
      [PREFERENCES]: ["allow no value unless they say so, and at most the limit at once"],
    },
  },
  {
    sentence: "Contract call policies specify what contracts users can interact with.",
    tests: { [AUTHENTICITY]: ["are allowed by target and selector"] },
  },
  {
    sentence: "Contract call policies specify what functions within a contract can be called.",
    tests: {
      [AUTHENTICITY]: [
        "are allowed by target and selector",
        "K11: move a token through no other function than those allowed",
      ],
    },
  },
  {
    sentence: "Contract call policies specify what arguments are used in a contract call.",
    tests: { [AUTHENTICITY]: ["compare arguments as the seven conditions say"] },
  },
  {
    sentence: "Contract call policies specify how much ETH can be sent in total.",
    tests: { [AUTHENTICITY]: ["are limited in the ETH that goes with them, per use and in total"] },
  },
  {
    sentence: "Contract call policies specify how many calls are allowed in a session.",
    tests: {
      [AUTHENTICITY]: ["limit the number of uses"],
      "contracts/session/SessionKeyModule.batches.test.ts": ["count each of their calls as a use"],
    },
  },
  {
    sentence: "If constraints are not set, the function allows any argument values.",
    tests: { [AUTHENTICITY]: ["are allowed by target and selector"] },
  },
  {
    sentence: "Constraints can be stacked and are checked in order.",
    tests: { [AUTHENTICITY]: ["check stacked constraints in order and name the first that fails"] },
  },
  {
    sentence: "Any constraint failure will cause the transaction validation to fail.",
    tests: {
      [AUTHENTICITY]: [
        "check stacked constraints in order and name the first that fails",
        "are refused when the calldata ends before a constrained word",
        "K7: count nothing when a later rule refuses",
      ],
    },
  },
  {
    sentence: "index and value: the argument to check, and the value of the argument to compare against.",
    tests: {
      [PREFERENCES]: [
        "are about the argument's word, not its byte and not its position",
        "compare for equality where there is a value, and with nothing where there is none",
      ],
    },
  },
  {
    sentence: "condition: the kind of check to perform (None, =, >, <, >=, <=, !=).",
    tests: { [AUTHENTICITY]: ["compare arguments as the seven conditions say"] },
  },
  {
    sentence: "limit: the limit to enforce on the parsed value.",
    tests: { [AUTHENTICITY]: ["limit the sum of an argument, for limits of any size"] },
  },
  {
    sentence: "General paymasters are supported with sessions.",
    tests: {
      [FEES]: ["are not counted when a general paymaster pays"],
      [ON_ACCOUNT]: ["has a general paymaster pay, and spends nothing of the fee limit"],
    },
  },
  {
    sentence: "Approval-based paymasters, which the brief leaves out, where the session allows the approve.",
    tests: {
      [FEES]: [
        "K18: an approval-based paymaster needs a policy for the approve, which counts",
        "K22: come with the period ids of fee, value, the approve's constraints and the call's",
        "K8: an approval-based paymaster cannot have the account call itself or a module",
      ],
      [ON_ACCOUNT]: [
        "K18: has an approval-based paymaster pay only as far as the session allows the approve",
      ],
      [CLIENT]: ["K22: pays a paymaster in tokens, with a policy for the approve that has no constraints"],
    },
  },
];

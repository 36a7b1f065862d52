import type { TestedSentence } from "../tested-sentence";

const ACCOUNT = "contracts/ERC7579Account";
const CONFORMANCE = `${ACCOUNT}/conformance`;
const EXECUTION = `${CONFORMANCE}/execution.test.ts`;
const CONFIG = `${CONFORMANCE}/account-config.test.ts`;
const MODULES = `${CONFORMANCE}/module-config.test.ts`;
const HOOKS = `${CONFORMANCE}/hooks.test.ts`;
const FALLBACK = `${CONFORMANCE}/fallback.test.ts`;
const SIGNATURES = `${CONFORMANCE}/signatures.test.ts`;
const OWN_EXECUTION = `${ACCOUNT}/execution.test.ts`;

const CALL_TYPES = ["single", "batch", "static", "delegate"];

/** Issue: "ERC-7579 in full". */
export const ERC7579: readonly TestedSentence[] = [
  {
    sentence: "All execution modes: single, batch, static and delegatecall.",
    tests: {
      [EXECUTION]: [
        "of callType 0x00 is a single call, 0x01 a batch, 0xfe a staticcall, 0xff a delegatecall",
      ],
      [OWN_EXECUTION]: [
        "makes a single call",
        "makes a batch of calls",
        "reads with a static call, which cannot write",
        "runs foreign code as its own with a delegate call",
      ],
    },
  },
  {
    sentence:
      "All execution modes: default and try, in execute and in executeFromExecutor, for every call type.",
    tests: {
      [EXECUTION]: ["of execType 0x00 reverts on failure, of 0x01 does not, for every call type (A7)"],
      [OWN_EXECUTION]: ["in default mode is undone by a failing call"],
    },
  },
  {
    sentence: "The mode's layout and the execution calldata are as the standard lays them out.",
    tests: {
      [EXECUTION]: [
        "is callType (1 byte), execType (1 byte), unused (4), modeSelector (4), modePayload (22) (A21)",
        "of single calls are target, value and callData packed in this order",
        "of delegatecalls are target and callData packed in this order",
        "of batch calls are an array of Execution structs, with padding",
      ],
      [OWN_EXECUTION]: ["refuses execution calldata too short for its call type"],
    },
  },
  {
    sentence: "A mode that is not supported is refused, in execute and in executeFromExecutor.",
    tests: {
      [EXECUTION]: [
        "that is not supported by the account MUST revert, in execute and in executeFromExecutor (A21)",
      ],
    },
  },
  {
    sentence: "supportsExecutionMode says what execute does, for any 32 bytes.",
    tests: {
      [CONFIG]: [
        "supportsExecutionMode MUST return true if the account supports the mode and false otherwise (A21)",
      ],
    },
  },
  {
    sentence: "Module types 1 to 4, and supportsModule says what can be installed.",
    tests: {
      [CONFIG]: [
        "supportsModule MUST return true if the account supports the module type and false otherwise",
      ],
      [MODULES]: [
        "installModule MUST emit ModuleInstalled event, and uninstallModule ModuleUninstalled",
        "isModuleInstalled MUST return true if the module is installed and false otherwise",
        "a single module can be of multiple types, each installed and removed by itself (A1)",
      ],
      [`${ACCOUNT}/modules.test.ts`]: ["refuses types ERC-7579 does not have"],
    },
  },
  {
    sentence: "installModule and uninstallModule: who may, with what data, and when they revert.",
    tests: {
      [MODULES]: [
        "installModule and uninstallModule MUST implement authorization control",
        "installModule MUST call onInstall on the module with the initData parameter",
        "installModule MUST revert if the module is already installed",
        "installModule MUST revert if the initialization on the module failed (A2)",
        "uninstallModule MUST call onUninstall on the module with the deInitData parameter",
        "uninstallModule MUST revert if the module is not installed",
        "uninstallModule MUST revert if the deInitialization on the module failed",
      ],
    },
  },
  {
    sentence: "A module is on the account only in the types it was installed as.",
    tests: {
      [`${ACCOUNT}/modules.test.ts`]: [
        "gives a module only the type it was installed as (A1)",
        "refuses a module of another type (A1)",
        "keeps the roles of one contract apart: losing one keeps the others",
      ],
    },
  },
  {
    sentence: "accountId.",
    tests: {
      [CONFIG]: ["accountId MUST return a non-empty string, and SHOULD be vendorname.accountname.semver"],
    },
  },
  {
    sentence: "ERC-165: every interface it has and no other.",
    tests: {
      [CONFIG]: [
        "for every interface function that reverts instead of implementing, MUST return false (A17)",
        "is answered as ERC-165 says: true for itself, false for 0xffffffff",
      ],
      [`${ACCOUNT}/modules.test.ts`]: ["claims exactly the interfaces it has (A17)"],
    },
  },
  {
    sentence: "executeFromExecutor returns the data of each call, for an installed executor and nobody else.",
    tests: {
      [EXECUTION]: [
        "executeFromExecutor returns an array with the returned data of each executed subcall (A7)",
        "executeFromExecutor MUST ensure adequate authorization control: only an installed executor",
        "execute MUST ensure adequate authorization control: only the account, after a signature",
      ],
      [OWN_EXECUTION]: ["returns the revert data of a call that failed in try mode (A7)"],
    },
  },
  {
    sentence: "Try mode tells each failure in an event, with its index and why.",
    tests: {
      [OWN_EXECUTION]: ["in try mode goes on after a failing call, and tells its index and why (A7)"],
      [EXECUTION]: ["of execType 0x00 reverts on failure, of 0x01 does not, for every call type (A7)"],
    },
  },
  {
    sentence: "Fallback handlers learn the sender as ERC-2771 has it, by call, for their selector.",
    tests: {
      [FALLBACK]: [
        "MUST utilize ERC-2771 to add the original msg.sender to the calldata, whatever it is (A18)",
        "MUST use call or staticcall to invoke the fallback handler",
        "MUST route to fallback handlers based on the function selector of the calldata",
        "a handler is installed for its selector, and as nothing else",
      ],
      [`${ACCOUNT}/modules.test.ts`]: [
        "does not share its selector",
        "is refused for a selector that the account answers itself, whichever it is, and the selector is named",
        "passes on its revert, with the caller it saw",
      ],
    },
  },
  {
    sentence: "Hooks run around every execution, with caller, value and data, and get their context back.",
    tests: {
      [HOOKS]: [
        ...CALL_TYPES.flatMap((type) =>
          ["execute", "executeFromExecutor"].map(
            (name) => `MUST be called before and after ${name}, with caller, value and data: ${type}`,
          ),
        ),
        "postCheck MUST be given what preCheck returned",
        "see the installing of a module too",
        "are called before and after, with caller, value and data (A5, A18)",
        "may refuse (A5, A18)",
      ],
      [`${ACCOUNT}/hooks.test.ts`]: [
        "undo an execution by refusing afterwards",
        "run in the order they were added, and afterwards in reverse",
        "added by the execution itself do not run yet, removed ones do not run any more (A5)",
        "that write something cannot be run around a handler that is asked in a static call",
      ],
    },
  },
  {
    sentence: "ERC-1271 is forwarded to the validator that is named, with the sender.",
    tests: {
      [SIGNATURES]: [
        "the account MUST implement the ERC-1271 interface",
        "the validator MUST be called with the sender, the msg.sender of the call to the account",
        "the account MUST sanitize the signature of the validator's choice before forwarding it (A22)",
        "isValidSignature SHOULD return the return value of the validator",
      ],
      [`${ACCOUNT}/signatures.test.ts`]: [
        "of a validator are decided by the validator, which learns who asks",
        "of a validator that reverts are bad, and nothing reverts",
        "of a validator that answers nonsense are bad, and nothing reverts",
      ],
    },
  },
  {
    sentence: "Published modules install unmodified: an executor, a hook and a fallback handler.",
    tests: {
      [`${ACCOUNT}/published-modules.test.ts`]: [
        "an executor is installed, acts in the account's name, and acts no more once it is uninstalled",
        "a fallback handler answers for the account, for the function it was installed for",
        "a hook is asked before and after what the account executes",
        "each is what it says, and nothing else",
      ],
    },
  },
  {
    sentence: "A validator implements validateTransaction in the place of validateUserOp.",
    tests: {
      [`${ACCOUNT}/validation.test.ts`]: [
        "is decided by the validator",
        "reaches the validator with the transaction exactly as the bootloader sent it",
        "passes on the reason when the validator finds a rule broken",
      ],
      [`${CONFORMANCE}/modules.test.ts`]: [
        "isModuleType of the passkey module MUST return true for its type, 1, and false otherwise",
        "isModuleType of the session module MUST return true for its type, 1, and false otherwise",
        "isModuleType of the recovery module MUST return true for its type, 1, and false otherwise",
      ],
    },
  },
];

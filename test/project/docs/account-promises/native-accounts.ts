import type { TestedSentence } from "../tested-sentence";

const ACCOUNT = "contracts/ERC7579Account";
const VALIDATION = `${ACCOUNT}/validation.test.ts`;
const EXECUTION = `${ACCOUNT}/execution.test.ts`;
const OUTSIDE = `${ACCOUNT}/outside.test.ts`;
const PAYMASTERS = `${ACCOUNT}/paymasters.test.ts`;
const STUBS = `${ACCOUNT}/stub-signatures.test.ts`;
const DEPLOYMENTS = `${ACCOUNT}/deployments.test.ts`;

const SIGNERS = [
  "an owner",
  "a passkey",
  "a passkey whose client writes the challenge first",
  "a session key on secp256k1",
  "a session key on P-256",
];

/** Issue: "Native AA in full". */
export const NATIVE_ACCOUNTS: readonly TestedSentence[] = [
  {
    sentence: "All four bootloader entry points, and nobody else may call them.",
    tests: {
      [VALIDATION]: [
        "lets only the bootloader call validateTransaction",
        "lets only the bootloader call executeTransaction",
        "lets only the bootloader call payForTransaction",
        "lets only the bootloader call prepareForPaymaster",
        "pays the bootloader the fee, or says that it cannot",
        "refuses at once what the account cannot pay for",
      ],
      [EXECUTION]: [
        "calls its target in the account's name, with its value and data",
        "passes on what its target reverts with",
        "is refused when its target is wider than an address, or its value than 128 bits (A15)",
      ],
    },
  },
  {
    sentence: "65 bytes are an owner's signature; anything else names a validator.",
    tests: {
      [VALIDATION]: [
        "is answered with the magic value",
        "of one transaction is worth nothing for another",
        "of a validator that is not installed is answered with 0, and the validator is not called",
        "with dirty bits above the validator's address is answered with 0 (A15)",
      ],
      "contracts/wire-format.test.ts": ["of a passkey is what the published client sends"],
    },
  },
  {
    sentence: "Only EIP-712 transactions are the account's, and finding that out costs the same.",
    tests: {
      [VALIDATION]: [
        "of another type than EIP-712's is answered with 0, whoever of the account's keys signed its hash",
        "of another type costs what one of EIP-712's does, so that an estimation made with it is good (A14)",
      ],
    },
  },
  {
    sentence: "Validation never reverts where the protocol wants a non-magic answer.",
    tests: {
      [VALIDATION]: [
        "of another key is answered with 0 instead of a revert (A14)",
        "that recovers to nobody is answered with 0 (A11, A14)",
        "never reverts on a malformed signature, whatever its bytes (A10, A14, A22)",
      ],
    },
  },
  {
    sentence: "Nonces are the next one, once; keyed ones count on their own.",
    tests: {
      [VALIDATION]: [
        "is consumed, so that no signature works twice (A19)",
        "must be the next one",
        "with a key counts on its own",
      ],
    },
  },
  {
    sentence: "Gas estimation with stub signatures costs what the real ones cost.",
    tests: {
      [STUBS]: SIGNERS.flatMap((name) => [
        `${name}, which costs what the signature costs (A14)`,
        `${name}, and the node's margin above what is used then is the same for all`,
      ]),
    },
  },
  {
    sentence: "Paymaster preparation: the general flow.",
    tests: { [PAYMASTERS]: ["pay the fee in the general flow, and the account only its value"] },
  },
  {
    sentence:
      "Paymaster preparation: the approval-based flow grants the allowance asked for and no more than that.",
    tests: {
      [PAYMASTERS]: [
        "take a token in the approval-based flow, by the allowance the account grants",
        "are granted the allowance they ask for, through zero as USDT wants it, and keep one that is larger",
        "are granted their allowance before any hook runs, which validation hooks see coming",
        "whose token refuses the allowance are refused",
      ],
    },
  },
  {
    sentence: "Paymaster preparation: an unknown flow or short input is refused.",
    tests: {
      [PAYMASTERS]: [
        "of an unknown flow, or with too little input, are refused",
        "wider than an address are refused (A15)",
      ],
    },
  },
  {
    sentence: "executeTransactionFromOutside: nobody needs the sequencer's goodwill to leave.",
    tests: {
      [OUTSIDE]: [
        "is executed if its signature is good, and its nonce is consumed",
        "may be one to the account itself, such as one that takes another implementation",
        "a passkey",
        "a session key on secp256k1, within the session's limits, which count",
        "a session key on P-256, within the session's limits, which count",
        "signed with a validator's key is decided by the validator",
      ],
    },
  },
  {
    sentence: "executeTransactionFromOutside: a valid signature decides, and its nonce is consumed.",
    tests: {
      [OUTSIDE]: [
        "cannot be brought twice",
        "may have a nonce with a key, which counts on its own",
        "is refused if anything signed was changed",
        "is refused if a stranger signed it",
        "is refused if it is another account's, even one with the same owner",
        "is refused if it is not an EIP-712 transaction",
        "whose dynamic fields point outside of it is refused",
        "is read as ABI encoders write it: with a byte more, one less or a field elsewhere it is refused",
      ],
    },
  },
  {
    sentence: "executeTransactionFromOutside: who pays, what a failing call leaves, which hooks run.",
    tests: {
      [OUTSIDE]: [
        "costs the account its value and nothing else: whoever brings it pays the fee",
        "leaves with the account what ETH comes along",
        "is undone whole, its nonce too, if its call fails",
        "must be given the gas its signer set, so that none signed for more than a transaction can have is ever brought",
        "passes the hooks of both kinds like any other",
      ],
    },
  },
  {
    sentence: "executeTransactionFromOutside: what the signer bounded holds when the call is made.",
    tests: {
      [OUTSIDE]: [
        ...["a batch", "try mode"].flatMap((way) => [
          `has its gas whatever the submitter gives: a call that may fail, in ${way}, is made with what it needs or not at all`,
          `has its gas whatever comes along that nobody signed, after it or in it: none of that burns what a call in ${way} needs`,
        ]),
        "has its gas also where its validator takes more than usual, since the signature grew by bytes nobody signed",
      ],
    },
  },
  {
    sentence: "Contract deployment from the account, create and create2 as EOAs can.",
    tests: {
      [EXECUTION]: [
        "works with create, from a transaction and from a batch alike (A9)",
        "works with create2, at the address the chain computes",
        "works with createAccount and create2Account, which make accounts (A9)",
      ],
      [DEPLOYMENTS]: [
        "with create have the addresses that an EOA's would, by its deployment nonce",
        "get their constructor's arguments and ETH, from create and create2 alike",
        "are deployed by every way to execute, as by a plain transaction",
        "are answered to an executor with their address",
        "that refuse to be constructed pass on why",
      ],
    },
  },
  {
    sentence: "Only the four create functions of the deployer carry the system flag.",
    tests: {
      [EXECUTION]: [
        "carries the system flag for none of the deployer's other functions (A9)",
        "carries the system flag for nothing but creating, nor for less than a selector (A9, A10)",
      ],
    },
  },
  {
    sentence: "The account receives ETH, ERC-721 and ERC-1155 tokens.",
    tests: {
      [`${ACCOUNT}/tokens.test.ts`]: ["accepts ETH and answers the callbacks of safe token transfers"],
    },
  },
];

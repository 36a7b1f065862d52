import type { ReviewedUse } from "./unreviewed";

/** Uses in the suite's contracts that rules speak of, and why they are right. */
export const REVIEWED_USES: readonly ReviewedUse[] = [
  {
    rule: "origin",
    file: "contracts/ERC7579Account.sol",
    uses: 1,
    reason: "compared with msg.sender, together with its code: nobody gains rights by being the origin",
  },
  {
    rule: "caller-code",
    file: "contracts/ERC7579Account.sol",
    uses: 1,
    reason: "keeps contracts out along with the origin, which a contract under construction cannot be",
  },
  {
    rule: "gas-left",
    file: "contracts/ERC7579Account.sol",
    uses: 2,
    reason:
      "refuses less gas than was signed for; more is never refused, and published data only makes it less",
  },
  {
    rule: "gas-left",
    file: "contracts/account/execution/AccountCalls.sol",
    uses: 1,
    reason: "caps all that is left to the 32 bits that a system call takes, and decides nothing",
  },
  {
    rule: "call-gas",
    file: "contracts/account/BoundedQuestion.sol",
    uses: 1,
    reason: "a static call, which can publish nothing",
  },
  {
    rule: "gas-left",
    file: "contracts/passkey/WebAuthnModule.sol",
    uses: 2,
    reason: "round a static call, which publishes nothing: what is gone was computed with",
  },
  {
    rule: "caller-code",
    file: "contracts/session/SessionKeyModule.sol",
    uses: 1,
    reason: "only refuses who cannot answer the question that follows; it lets nobody in",
  },
];

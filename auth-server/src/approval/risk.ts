import { grantOf, worstCase, type SessionSpec } from "@zksync-sso/sdk/session";
import { parseEther } from "viem";
import { contractsOf, type FactsByTarget } from "./target-facts.ts";
import { unlimitedMoves } from "./unlimited-moves.ts";

const MONTH = 30n * 86_400n;
/** Wei that most people would miss. */
const LARGE = parseEther("1");
/** Of ERC-20, ERC-1363 and ERC-777, ERC-1155 and ERC-6909: functions that move what is another's, too. */
const TRANSFER_FROM = [
  "0x23b872dd",
  "0xd8fbe994",
  "0xc1d34b89",
  "0x62ad1b83",
  "0xf242432a",
  "0x2eb2c2d6",
  "0xfe99049a",
];
const SET_APPROVAL_FOR_ALL = "0xa22cb465";

/** Says the worst risk of a session in one sentence; nothing if it is an ordinary one. */
export function riskOf(session: SessionSpec, facts: FactsByTarget, now: bigint): string | undefined {
  const { eth, tokens, collections } = worstCase(session, now, { contracts: contractsOf(facts) });
  const calls = session.callPolicies;
  const has = (selector: string) => calls.some((policy) => policy.selector.toLowerCase() === selector);
  if (eth.amount === undefined) return "There is no upper limit: it could take all your ETH.";
  if (tokens.some(({ amount }) => amount === undefined))
    return "There is no upper limit: it could take all your tokens of one kind.";
  if (has(SET_APPROVAL_FOR_ALL))
    return "It may let somebody else move everything you have in a collection, even afterwards.";
  const grants = calls.flatMap((policy) => grantOf(policy, contractsOf(facts)) ?? []);
  if (grants.some(({ amount }) => amount === undefined))
    return "It may let somebody else take all you have in a contract, even afterwards.";
  if (collections.some(({ amount }) => amount === undefined) || unlimitedMoves(session).length > 0)
    return "There is no upper limit: it could take everything you have in a collection.";
  if (TRANSFER_FROM.some(has))
    return "It may move tokens of yours, and those that others have let your account move.";
  if (grants.length > 0)
    return "It may let somebody else take tokens of yours, within its limits, even afterwards.";
  if (calls.some(({ target }) => facts.get(target.toLowerCase())?.hasCode === false))
    return "It asks to use a contract that does not exist yet.";
  if (session.expiresAt - now > MONTH) return "That is a long time. A shorter one is easy to renew.";
  if (eth.amount >= LARGE) return "That is a lot of ETH.";
  return undefined;
}

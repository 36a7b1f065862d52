import { Wallet, parseEther, parseUnits } from "ethers";
import { erc20Abi, type Address } from "viem";
import { formatSessionPreferences, LimitZero, type SessionPreferences } from "../../sdk/src/session/index.js";
import type { AccountSigner } from "../../test/helpers/accounts/account-signer";
import { chainTime } from "../../test/helpers/chain/chain-time";
import { sendAs } from "../../test/helpers/accounts/send-as";
import { sessionSigner } from "../../test/helpers/sessions/session-signer";
import { sessionHash, SessionStatus, type SessionSpec } from "../../test/helpers/sessions/session-spec";
import { holds } from "./hold";
import type { Person } from "./person";
import type { Stage } from "./stage";

/** What every session of the walk allows. */
export const FEE_LIMIT = parseEther("0.1");
export const TRANSFER_LIMIT = parseEther("0.1");
export const TOKEN_LIMIT = parseUnits("100", 18);
export const LIFETIME_SECONDS = 3600;

/** A session that the owner opened, and who may be paid in it. */
export interface OpenSession {
  readonly spec: SessionSpec;
  readonly hash: string;
  readonly signer: AccountSigner;
  /**
   * Like `signer`, for calls the session does not cover: it names period ids where an honest client gives up.
   */
  readonly insistentSigner: AccountSigner;
  /** May get ETH. */
  readonly friend: string;
  /** May get tokens. */
  readonly shop: string;
}

/**
 * Has the owner approve a session for a new session key: ETH to a friend, tokens to a shop, each up to a
 * limit.
 */
export async function openSession(stage: Stage, person: Person): Promise<OpenSession> {
  const { suite, token, printer } = stage;
  const key = Wallet.createRandom();
  const friend = Wallet.createRandom().address as Address;
  const shop = Wallet.createRandom().address as Address;
  const preferences: SessionPreferences = {
    expiresAt: `${LIFETIME_SECONDS} seconds`,
    feeLimit: FEE_LIMIT,
    transfers: [{ to: friend, valueLimit: TRANSFER_LIMIT }],
    contractCalls: [
      {
        address: (await token.getAddress()) as Address,
        abi: erc20Abi,
        functionName: "transfer",
        constraints: [
          { index: 0, value: shop },
          { index: 1, limit: TOKEN_LIMIT },
        ],
      },
    ],
  };
  const now = await chainTime(suite.provider);
  const spec = {
    signer: key.address,
    ...formatSessionPreferences(preferences, { expiresAt: now, feeLimit: LimitZero }, { now }),
  };
  const receipt = await sendAs(person.account, person.signer, {
    to: suite.addresses.session,
    data: suite.sessionModule.interface.encodeFunctionData("createSession", [spec]),
  });
  printer.done(
    "owner opens a session: 0.1 ETH to a friend, 100 tokens to a shop, 0.1 ETH for fees, 1 hour",
    receipt,
  );
  const hash = sessionHash(spec);
  holds(
    "the session",
    await suite.sessionModule.sessionStatus(person.account.address, hash),
    BigInt(SessionStatus.Active),
  );

  const session = {
    privateKey: key.privateKey,
    spec,
    module: suite.addresses.session,
    clock: () => chainTime(suite.provider),
  };
  return {
    spec,
    hash,
    friend,
    shop,
    signer: sessionSigner(session),
    insistentSigner: sessionSigner(session, { periodIds: [0n, 0n, 0n, 0n] }),
  };
}

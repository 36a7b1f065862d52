import { parseEther } from "ethers";
import {
  AAFactory__factory,
  ERC7579Account__factory,
  GuardianRecoveryModule__factory,
  SessionKeyModule__factory,
  WebAuthnModule__factory,
  type ISsoPaymaster,
} from "../../typechain-types";
import type { SuiteAddresses } from "./suite-addresses";

/** A function of a contract that the paymaster pays for; the zero address means the sender itself. */
export type SponsoredCall = ISsoPaymaster.SponsoredCallStruct;

/** How much a paymaster spends in each period of so many seconds, in wei. */
export interface PaymasterLimits {
  readonly total: bigint;
  readonly perSender: bigint;
  readonly period: bigint;
}

/** What the paymaster of a new suite spends: 1 ETH a day, 0.05 ETH of it on one sender. */
export const DEFAULT_LIMITS: PaymasterLimits = {
  total: parseEther("1"),
  perSender: parseEther("0.05"),
  period: 86_400n,
};

const SENDER_ITSELF = "0x0000000000000000000000000000000000000000";

/** Whose functions the paymaster pays for, besides the account's own. */
type SponsoredContracts = Pick<SuiteAddresses, "accountFactory" | "session" | "passkey" | "recovery">;

/** What someone without ETH needs: an account, its modules and passkeys, sessions, guardians. */
export function sponsoredCalls(suite: SponsoredContracts): SponsoredCall[] {
  const account = ERC7579Account__factory.createInterface();
  const factory = AAFactory__factory.createInterface();
  const session = SessionKeyModule__factory.createInterface();
  const passkey = WebAuthnModule__factory.createInterface();
  const recovery = GuardianRecoveryModule__factory.createInterface();
  const calls: [string, { selector: string }[]][] = [
    [
      suite.accountFactory,
      [factory.getFunction("deployProxySsoAccount"), factory.getFunction("deployModularAccount")],
    ],
    [
      SENDER_ITSELF,
      [
        account.getFunction("installModule"),
        account.getFunction("addModuleValidator"),
        // Whoever got in has perhaps taken all ETH, too.
        account.getFunction("removeK1Owner"),
        account.getFunction("unlinkModule"),
        account.getFunction("unlinkHook"),
      ],
    ],
    [
      suite.session,
      [
        session.getFunction("createSession"),
        session.getFunction("revokeKey"),
        session.getFunction("revokeKeys"),
      ],
    ],
    [suite.passkey, [passkey.getFunction("addValidationKey"), passkey.getFunction("removeValidationKey")]],
    [
      suite.recovery,
      [
        recovery.getFunction("proposeGuardian"),
        recovery.getFunction("addGuardian"),
        recovery.getFunction("removeGuardian"),
        recovery.getFunction("initRecovery"),
        recovery.getFunction("discardRecovery"),
      ],
    ],
  ];
  return calls.flatMap(([target, functions]) => functions.map(({ selector }) => ({ target, selector })));
}

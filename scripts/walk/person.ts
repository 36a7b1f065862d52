import type { AccountSigner } from "../../test/helpers/account-signer";
import type { SuiteAccount } from "../../test/helpers/suite-account";
import type { Passkey } from "../../test/helpers/software-authenticator";

/** Someone who signed up: an account and the passkey that opens it. */
export interface Person {
  readonly account: SuiteAccount;
  readonly passkey: Passkey;
  readonly signer: AccountSigner;
}

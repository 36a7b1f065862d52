import type { Suite } from "../../test/helpers/accounts/suite";
import type { SsoPaymaster, TestToken } from "../../typechain-types";
import type { Printer } from "../start/printer";

/** Where the walk plays: a deployed suite, a token to spend, someone who pays for others, a way to tell of it. */
export interface Stage {
  readonly suite: Suite;
  readonly token: TestToken;
  /** The suite's paymaster; the suite's deployer owns it. */
  readonly paymaster: SsoPaymaster;
  readonly printer: Printer;
}

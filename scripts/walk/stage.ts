import type { Suite } from "../../test/helpers/accounts/suite";
import type { SsoPaymaster, TestToken } from "../../typechain-types";
import type { Printer } from "../start/printer";

/**
 * The setting of the walk: a deployed suite, a token to spend, someone who pays for others, and a printer.
 */
export interface Stage {
  readonly suite: Suite;
  readonly token: TestToken;
  /** The suite's paymaster, owned by the suite's deployer. */
  readonly paymaster: SsoPaymaster;
  readonly printer: Printer;
}

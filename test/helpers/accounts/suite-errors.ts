import type { Interface } from "ethers";
import {
  AAFactory__factory,
  ERC7579Account__factory,
  GuardianRecoveryModule__factory,
  SessionKeyModule__factory,
  SsoPaymaster__factory,
  WebAuthnModule__factory,
} from "../../../typechain-types";
import { systemErrors } from "../chain/system-errors";

/** Every interface whose custom errors may end a transaction with the suite. */
export const suiteErrors: readonly Interface[] = [
  SessionKeyModule__factory.createInterface(),
  WebAuthnModule__factory.createInterface(),
  GuardianRecoveryModule__factory.createInterface(),
  SsoPaymaster__factory.createInterface(),
  ERC7579Account__factory.createInterface(),
  AAFactory__factory.createInterface(),
  systemErrors,
];

import type { Interface } from "ethers";
import {
  AAFactory__factory,
  ERC7579Account__factory,
  SessionKeyModule__factory,
  WebAuthnModule__factory,
} from "../../typechain-types";
import { systemErrors } from "./system-errors";

/** Every interface whose custom errors a transaction with the suite may end in. */
export const suiteErrors: readonly Interface[] = [
  SessionKeyModule__factory.createInterface(),
  WebAuthnModule__factory.createInterface(),
  ERC7579Account__factory.createInterface(),
  AAFactory__factory.createInterface(),
  systemErrors,
];

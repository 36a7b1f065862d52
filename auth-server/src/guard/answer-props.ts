import type { ChainConfig } from "../chains/chain-config.ts";
import type { GuardianRequest } from "../guardians/guardian-request.ts";
import type { Standing } from "./read-standing.ts";

/** A request of a link, and the chain that it is about. */
export interface RequestProps {
  readonly chain: ChainConfig;
  readonly request: GuardianRequest;
}

/** What there is to decide, and what follows. */
export interface AnswerProps extends RequestProps {
  readonly standing: Standing;
  readonly onAnswered: () => void;
}

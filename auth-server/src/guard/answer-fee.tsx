import { useMemo } from "react";
import { OwnFeeNote } from "../account/own-fee-note.tsx";
import { answerCall } from "../guardians/answer-call.ts";
import type { Actor } from "./actor.ts";
import type { RequestProps } from "./answer-props.ts";

interface AnswerFeeProps extends RequestProps {
  readonly actor: Actor;
}

/** Says what an answer costs the account that gives it; of a key, its extension says so. */
export function AnswerFee({ chain, request, actor }: AnswerFeeProps) {
  const call = useMemo(() => answerCall(chain, request), [chain, request]);
  return actor.kind === "account" ? <OwnFeeNote chain={chain} account={actor.account} call={call} /> : null;
}

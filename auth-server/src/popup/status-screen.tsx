import { useCallback } from "react";
import { UnknownCallsError } from "@zksync-sso/sdk/errors";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import { Asker } from "../ui/asker.tsx";
import { Button } from "../ui/buttons.tsx";
import { Screen } from "../ui/screen.tsx";
import { Shown } from "../ui/shown.tsx";
import { useReading } from "../ui/use-reading.ts";
import { inGroups } from "../words/address.ts";
import { readStatus, type TransactionStatus } from "./read-status.ts";
import type { Situation } from "./situation.ts";

interface StatusScreenProps extends Situation {
  readonly request: Extract<ParsedRequest, { method: "wallet_showCallsStatus" }>;
}

const WORDS: Readonly<Record<TransactionStatus, string>> = {
  success: "It is done.",
  reverted: "It failed, and changed nothing.",
  pending: "It is on its way.",
  unknown: "The chain knows no such transaction.",
};

/** Shows the state of something that was sent before; the app is told if the chain knows nothing of it. */
export function StatusScreen({ asked, chain, request }: StatusScreenProps) {
  const [id] = request.params;
  const reading = useReading(useCallback(() => readStatus(chain, id), [chain, id]));
  const close = (): void => {
    if (reading.value === "unknown") asked.fail(new UnknownCallsError(id));
    else asked.answer(null);
  };
  return (
    <Screen onEscape={close}>
      <Asker origin={asked.origin} asks="shows you what became of a transaction" />
      <Shown reading={reading}>
        {(status) => (
          <>
            <h1>{WORDS[status]}</h1>
            {status === "unknown" && (
              <p className="soft">
                Nothing of it has happened on {chain.name}. If it was sent a moment ago, look again in a
                minute.
              </p>
            )}
          </>
        )}
      </Shown>
      <p className="mono">{inGroups(id)}</p>
      {chain.explorerUrl && (
        <p>
          <a href={`${chain.explorerUrl}${id}`} target="_blank" rel="noreferrer noopener">
            Look at it in the explorer
          </a>
        </p>
      )}
      <div className="rest" />
      <div className="buttons">
        {reading.value === "unknown" && <Button onPress={reading.reload}>Look again</Button>}
        <Button onPress={close}>Close</Button>
      </div>
    </Screen>
  );
}

import { useEffect, useState } from "react";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import { getTransactionReceipt } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import { Asker } from "../ui/asker.tsx";
import { Busy } from "../ui/busy.tsx";
import { Button } from "../ui/buttons.tsx";
import { Screen } from "../ui/screen.tsx";
import { inGroups } from "../words/address.ts";
import type { Situation } from "./situation.ts";

interface StatusScreenProps extends Situation {
  readonly request: Extract<ParsedRequest, { method: "wallet_showCallsStatus" }>;
}

const WORDS = {
  success: "It is done.",
  reverted: "It failed, and changed nothing.",
  pending: "It is on its way.",
};

/** Shows the state of something that was sent before. */
export function StatusScreen({ asked, chain, request }: StatusScreenProps) {
  const [id] = request.params;
  const [status, setStatus] = useState<keyof typeof WORDS>();
  useEffect(() => {
    let isCurrent = true;
    getTransactionReceipt(nodeClient(chain), { hash: id }).then(
      (receipt) => isCurrent && setStatus(receipt.status),
      () => isCurrent && setStatus("pending"),
    );
    return () => {
      isCurrent = false;
    };
  }, [chain, id]);
  const close = (): void => {
    asked.answer(null);
  };
  return (
    <Screen onEscape={close}>
      <Asker origin={asked.origin} asks="shows you what became of a transaction" />
      {status ? <h1>{WORDS[status]}</h1> : <Busy>Reading what the chain knows…</Busy>}
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
        <Button onPress={close}>Close</Button>
      </div>
    </Screen>
  );
}

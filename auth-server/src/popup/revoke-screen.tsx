import { revokeSession } from "@zksync-sso/sdk/client";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import type { Hash } from "viem";
import { act } from "../account/act.ts";
import type { KnownAccount } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { Asker, hostOf } from "../ui/asker.tsx";
import { Busy } from "../ui/busy.tsx";
import { ApproveButton, Button } from "../ui/buttons.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { useTask } from "../ui/use-task.ts";
import type { Situation } from "./popup-app.tsx";

interface RevokeScreenProps extends Situation {
  readonly account: KnownAccount;
  readonly request: Extract<ParsedRequest, { method: "wallet_disconnect" }>;
}

/** Ends the session of an app that the person leaves. */
export function RevokeScreen({ asked, chain, account, request }: RevokeScreenProps) {
  const { busy, problem, run } = useTask();
  const [options] = request.params;
  const hash = options?.revoke === true ? options.sessionHash : undefined;
  const host = hostOf(asked.origin);
  const end = (): void => {
    run(hash ? "Waiting for your passkey…" : "Leaving…", async (say) => {
      if (hash) await endSession(chain, account, hash, say);
      asked.answer(null);
    });
  };
  return (
    <Screen onEscape={asked.decline}>
      <Asker origin={asked.origin} asks="is being left" />
      <h1>End what {host} may do for you?</h1>
      <p className="soft">Its key is worth nothing from then on. You can let it act for you again later.</p>
      {problem && <ProblemNote problem={problem} />}
      <div className="rest" />
      {busy ? (
        <Busy>{busy}</Busy>
      ) : (
        <div className="buttons">
          <ApproveButton onPress={end}>{hash ? "End it with your passkey" : "Leave"}</ApproveButton>
          <Button onPress={asked.decline}>Keep it</Button>
        </div>
      )}
      <footer className="foot">
        <span />
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}

async function endSession(
  chain: ChainConfig,
  account: KnownAccount,
  hash: Hash,
  say: (what: string) => void,
): Promise<void> {
  const { contracts } = chain;
  await act(
    { chain, account, to: contracts.session, signature: "revokeKey(bytes32)" },
    say,
    (client, options) => revokeSession(client, { sessionId: hash, contracts, ...options }),
  );
}

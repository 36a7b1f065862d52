import { useMemo, useState } from "react";
import { hasPaymaster } from "@zksync-sso/sdk/client-auth-server";
import { accountClient } from "../account/account-client.ts";
import type { KnownAccount } from "../account/known-account.ts";
import type { Permission } from "../approval/permissions.ts";
import { RefusedScreen } from "../approval/refused-screen.tsx";
import { Slip } from "../approval/slip.tsx";
import type { Situation } from "../popup/popup-app.tsx";
import { Asker, hostOf } from "../ui/asker.tsx";
import { Busy } from "../ui/busy.tsx";
import { ApproveButton, Button } from "../ui/buttons.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { useTask } from "../ui/use-task.ts";
import { shortAddress } from "../words/address.ts";
import { ethInWords } from "../words/amount.ts";
import { isUnreachable, problemOf } from "../words/problem.ts";
import { askedTransaction, type AskedTransaction, type TransactionRequest } from "./asked-transaction.ts";
import { mayBeDone, rememberApproved } from "./approved-before.ts";
import { effectsOf } from "./effects.ts";
import { suiteOf } from "../chains/chain-config.ts";
import { changesInWords } from "./changes-in-words.ts";
import { ChangesSlip } from "./changes-slip.tsx";
import { usePreview, type Preview } from "./use-preview.ts";

interface TransactionScreenProps extends Situation {
  readonly account: KnownAccount;
  readonly request: TransactionRequest;
}

/** Shows what an app wants to have done once, and has the person decide. */
export function TransactionScreen(props: TransactionScreenProps) {
  const { asked, account, chain, request } = props;
  const read = useMemo(() => {
    try {
      return { transaction: askedTransaction(request, account.address, suiteOf(chain)) };
    } catch (error) {
      return { problem: problemOf(error) };
    }
  }, [request, account, chain]);
  if (read.problem) return <RefusedScreen asked={asked} problem={read.problem} />;
  return <DecideScreen {...props} read={read.transaction} />;
}

function DecideScreen({
  asked,
  chain,
  account,
  request,
  read,
}: TransactionScreenProps & { read: AskedTransaction }) {
  const { busy, problem, run } = useTask();
  const [attempt, setAttempt] = useState(0);
  const preview = usePreview(chain, account, read, attempt);
  const host = hostOf(asked.origin);
  const isGiven = request.method === "eth_signTransaction";
  if (!preview)
    return (
      <Screen onEscape={asked.decline}>
        <Busy>Trying out what it would do…</Busy>
      </Screen>
    );
  const isDone = mayBeDone(request.id, preview.sent);
  const effects = effectsOf(read.calls, account.address, preview.facts);
  const risks = [...new Set(effects.flatMap(({ risk }) => risk ?? []))];
  const send = (): void => {
    run("Waiting for your passkey…", async () => {
      if (preview.sent !== undefined) rememberApproved(request.id, preview.sent);
      const client = accountClient(chain, account);
      if (isGiven) {
        asked.answer(await client.signTransaction(read.transaction as never));
        return;
      }
      const hash = await client.sendTransaction(read.transaction as never).catch((error: unknown) => {
        // It may have been sent all the same: that is looked at before it is offered again.
        if (isUnreachable(error)) setAttempt(attempt + 1);
        throw error;
      });
      asked.answer(request.method === "wallet_sendCalls" ? { id: hash } : hash);
    });
  };
  return (
    <Screen onEscape={asked.decline}>
      <Asker origin={asked.origin} asks={`asks ${shortAddress(account.address)} to do something, once`} />
      <h1>
        {isGiven
          ? `Let ${host} do this later on?`
          : effects.length === 1
            ? `Do this for ${host}?`
            : `Do these ${effects.length} things for ${host}?`}
      </h1>
      <Slip lines={[...effects, feeLine(read, preview.fee)]} />
      {effects.length > 1 && <p className="soft small">All of it happens, or nothing.</p>}
      {!preview.problem && <Changes {...preview} />}
      {risks.map((risk) => (
        <p className="risk" key={risk}>
          {risk}
        </p>
      ))}
      {isGiven && (
        <p className="risk">
          Nothing is sent now. {host} gets the transaction, and may send it whenever it likes, until your
          account has done something else.
        </p>
      )}
      {isDone && (
        <p className="risk" role="alert">
          You have approved this before, and your account has sent something since. Look whether it is done
          already: approved once more, it happens once more.
        </p>
      )}
      {preview.problem && <ProblemNote problem={preview.problem} />}
      {problem && <ProblemNote problem={problem} />}
      <div className="rest" />
      {busy ? (
        <Busy>{busy}</Busy>
      ) : (
        <div className="buttons">
          {preview.problem ? (
            <Button
              onPress={() => {
                setAttempt(attempt + 1);
              }}
            >
              Try again
            </Button>
          ) : (
            <ApproveButton onPress={send}>
              {isGiven ? "Give it with your passkey" : "Do it with your passkey"}
            </ApproveButton>
          )}
          <Button onPress={asked.decline}>Decline</Button>
        </div>
      )}
      <footer className="foot">
        <span>{isGiven ? "Nothing is sent to the chain now" : "This once, and nothing more"}</span>
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}

function feeLine({ transaction, isPaidInTokens }: AskedTransaction, about: bigint | undefined): Permission {
  const line = { what: "Network fee", limits: [] };
  if (hasPaymaster(transaction))
    return isPaidInTokens
      ? { ...line, amount: "in tokens", details: ["Whoever pays it may take the tokens named first"] }
      : { ...line, amount: "none for you", details: ["Paid by the app’s sponsor"] };
  const { gas, maxFeePerGas } = transaction;
  const most = gas !== undefined && maxFeePerGas !== undefined ? gas * maxFeePerGas : undefined;
  return {
    ...line,
    amount: about === undefined ? "unknown" : `about ${ethInWords(about)}`,
    details:
      most !== undefined && most > (about ?? 0n) ? [`The app has it cost ${ethInWords(most)} at most`] : [],
  };
}

function Changes({ changes: tried, facts }: Pick<Preview, "changes" | "facts">) {
  if (tried === undefined)
    return <p className="soft small">What it changes of what you have could not be tried out here.</p>;
  const { changes, isComplete } = tried;
  return (
    <>
      {changes.length > 0 && <ChangesSlip changes={changesInWords(changes, facts)} />}
      {!isComplete && (
        <p className="soft small">
          What else it changes of what you have, the contracts that are used decide.
        </p>
      )}
      {isComplete && changes.length === 0 && (
        <p className="soft small">
          Tried out: besides the network fee, nothing of your ETH or of these tokens changes.
        </p>
      )}
    </>
  );
}

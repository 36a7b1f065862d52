import { ForeignAccountError } from "@zksync-sso/sdk/errors";
import { useMemo, useState } from "react";
import { accountClient } from "../account/account-client.ts";
import { isNotSent } from "../account/is-not-sent.ts";
import type { KnownAccount } from "../account/known-account.ts";
import { RefusedScreen } from "../approval/refused-screen.tsx";
import { Slip } from "../approval/slip.tsx";
import { suiteOf } from "../chains/chain-config.ts";
import type { Situation } from "../popup/situation.ts";
import { Asker, hostOf } from "../ui/asker.tsx";
import { Busy } from "../ui/busy.tsx";
import { ApproveButton, Button } from "../ui/buttons.tsx";
import { Held } from "../ui/held.tsx";
import { HostName } from "../ui/host-name.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { useTask } from "../ui/use-task.ts";
import { shortAddress } from "../words/address.ts";
import { problemOf } from "../words/problem.ts";
import { mayBeDone, openNonce, rememberApproved } from "./approved-before.ts";
import { askedTransaction, type AskedTransaction, type TransactionRequest } from "./asked-transaction.ts";
import { effectsOf, type Effect } from "./effects.ts";
import { withEnoughGas } from "./enough-gas.ts";
import { feeLine } from "./fee-line.ts";
import type { Preview } from "./read-preview.ts";
import { TriedChanges } from "./tried-changes.tsx";
import { usePreview } from "./use-preview.ts";

interface TransactionScreenProps extends Situation {
  readonly account: KnownAccount;
  /** The person wants to go on with another account. */
  readonly onOther: () => void;
  readonly request: TransactionRequest;
}

/** Shows what an app wants to have done once, and has the person decide. */
export function TransactionScreen(props: TransactionScreenProps) {
  const { asked, account, chain, request, onOther } = props;
  const read = useMemo(() => {
    try {
      return { transaction: askedTransaction(request, account.address, suiteOf(chain)) };
    } catch (error) {
      return { problem: problemOf(error), isForeign: error instanceof ForeignAccountError };
    }
  }, [request, account, chain]);
  if (read.problem) {
    const other = read.isForeign ? onOther : undefined;
    return <RefusedScreen asked={asked} problem={read.problem} isOfAccount onOther={other} />;
  }
  return <DecideScreen {...props} read={read.transaction} />;
}

interface DecideProps extends TransactionScreenProps {
  readonly read: AskedTransaction;
}

function DecideScreen(props: DecideProps) {
  const { asked, chain, account, request, read } = props;
  // Outlasts the look that is taken after a failure.
  const task = useTask();
  const [attempt, setAttempt] = useState(0);
  const preview = usePreview(chain, account, read, attempt);
  if (!preview)
    return (
      <Screen onEscape={asked.decline}>
        <Busy>Trying out what it would do…</Busy>
      </Screen>
    );
  const effects = effectsOf(read.calls, account.address, preview.facts);
  return (
    <Screen onEscape={asked.decline}>
      <Asker origin={asked.origin} asks={`asks ${shortAddress(account.address)} to do something, once`} />
      <h1>
        <Question host={hostOf(asked.origin)} isGiven={isGiven(request)} count={effects.length} />
      </h1>
      <Slip lines={[...effects, feeLine(read, preview.fee)]} />
      {effects.length > 1 && <p className="soft small">All of it happens, or nothing.</p>}
      {!preview.problem && <TriedChanges tried={preview.changes} facts={preview.facts} />}
      <Risks effects={effects} request={request} host={hostOf(asked.origin)} sent={preview.sent} />
      {preview.problem && <ProblemNote problem={preview.problem} />}
      <Decide
        {...props}
        preview={preview}
        task={task}
        onRetry={() => {
          setAttempt(attempt + 1);
        }}
      />
      <footer className="foot">
        <span>{isGiven(request) ? "Nothing is sent to the chain now" : "This once, and nothing more"}</span>
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}

/** Whether the app is to get the transaction itself, in place of what came of it. */
function isGiven({ method }: TransactionRequest): boolean {
  return method === "eth_signTransaction";
}

interface QuestionProps {
  readonly host: string;
  readonly isGiven: boolean;
  /** How many things are to be done. */
  readonly count: number;
}

function Question({ host, isGiven, count }: QuestionProps) {
  const name = <HostName host={host} />;
  if (isGiven) return <>Let {name} do this later on?</>;
  return count === 1 ? (
    <>Do this for {name}?</>
  ) : (
    <>
      Do these {count} things for {name}?
    </>
  );
}

interface RisksProps extends Pick<Preview, "sent"> {
  readonly effects: readonly Effect[];
  readonly request: TransactionRequest;
  readonly host: string;
}

function Risks({ effects, request, host, sent }: RisksProps) {
  const risks = [...new Set(effects.flatMap(({ risk }) => risk ?? []))];
  return (
    <>
      {risks.map((risk) => (
        <p className="risk" key={risk}>
          {risk}
        </p>
      ))}
      {isGiven(request) && (
        <p className="risk">
          Nothing is sent now. {host} gets the transaction, and may send it whenever it likes, until your
          account has done something else.
        </p>
      )}
      {mayBeDone(request.id, sent) && (
        <p className="risk" role="alert">
          You have approved this before, and your account has sent something since. Look whether it is done
          already: approved once more, it happens once more.
        </p>
      )}
    </>
  );
}

interface DecideButtonsProps extends DecideProps {
  readonly preview: Preview;
  readonly task: ReturnType<typeof useTask>;
  readonly onRetry: () => void;
}

function Decide({ asked, chain, account, request, read, preview, task, onRetry }: DecideButtonsProps) {
  const { busy, problem, run } = task;
  const approve = (): void => {
    run("Waiting for your passkey…", async () => {
      const { sent } = preview;
      const nonce = openNonce(request.id, sent);
      const takeBack = sent === undefined ? undefined : rememberApproved(request.id, sent);
      const client = accountClient(chain, account);
      const transaction = withEnoughGas(read.transaction, preview.fee);
      if (isGiven(request)) {
        asked.answer(await client.signTransaction(transaction as never));
        return;
      }
      const repeated = { ...transaction, ...(nonce !== undefined && { nonce }) };
      const hash = await client.sendTransaction(repeated as never).catch((error: unknown) => {
        if (isNotSent(error)) takeBack?.();
        // This one, or one that was approved before, may be sent all the same: that is looked at before it is offered again.
        if (!isNotSent(error) || nonce !== undefined) onRetry();
        throw error;
      });
      asked.answer(request.method === "wallet_sendCalls" ? { id: hash } : hash);
    });
  };
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <Held>
        {busy ? (
          <Busy>{busy}</Busy>
        ) : (
          <div className="buttons">
            {preview.problem ? (
              <Button onPress={onRetry}>Try again</Button>
            ) : (
              <ApproveButton onPress={approve}>
                {isGiven(request) ? "Give it with your passkey" : "Do it with your passkey"}
              </ApproveButton>
            )}
            <Button onPress={asked.decline}>Decline</Button>
          </div>
        )}
      </Held>
    </>
  );
}

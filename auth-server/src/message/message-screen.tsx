import { ForeignAccountError } from "@zksync-sso/sdk/errors";
import { useMemo } from "react";
import { accountClient } from "../account/account-client.ts";
import type { KnownAccount } from "../account/known-account.ts";
import { RefusedScreen } from "../approval/refused-screen.tsx";
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
import { askedMessage, type AskedMessage, type MessageRequest } from "./asked-message.ts";
import { JsonLines } from "./json-lines.tsx";

interface MessageScreenProps extends Situation {
  readonly account: KnownAccount;
  /** The person wants to go on with another account. */
  readonly onOther: () => void;
  readonly request: MessageRequest;
}

/** Shows a message that an app wants the account to sign, and has the person decide. */
export function MessageScreen(props: MessageScreenProps) {
  const { asked, account, request, onOther } = props;
  const read = useMemo(() => {
    try {
      return { message: askedMessage(request, { account: account.address, origin: asked.origin }) };
    } catch (error) {
      return { problem: problemOf(error), isForeign: error instanceof ForeignAccountError };
    }
  }, [request, account, asked.origin]);
  if (read.problem) {
    const other = read.isForeign ? onOther : undefined;
    return <RefusedScreen asked={asked} problem={read.problem} isOfAccount onOther={other} />;
  }
  return <DecideScreen {...props} message={read.message} />;
}

function DecideScreen({ asked, chain, account, message }: MessageScreenProps & { message: AskedMessage }) {
  const { busy, problem, run } = useTask();
  const host = hostOf(asked.origin);
  const isSignIn = message.kind === "text" && message.isSignIn;
  const give = (): void => {
    run("Waiting for your passkey…", async () => {
      const client = accountClient(chain, account);
      asked.answer(
        message.kind === "data"
          ? await client.account.signTypedData(message.typedData as never)
          : await client.account.signMessage({ message: { raw: message.raw } }),
      );
    });
  };
  return (
    <Screen onEscape={asked.decline}>
      <Asker origin={asked.origin} asks={`asks ${shortAddress(account.address)} to sign a message`} />
      <h1>
        {isSignIn ? "Sign in to " : "Sign this for "}
        <HostName host={host} />?
      </h1>
      {message.kind === "text" && <pre className="message">{message.text}</pre>}
      {message.kind === "bytes" && <pre className="message mono">{message.raw}</pre>}
      {message.kind === "data" && (
        <>
          <JsonLines json={message.text} />
          <p className="soft small">
            The app calls it <span className="mono">“{message.type}”</span>. It is meant for
          </p>
          <JsonLines json={message.meantFor} />
        </>
      )}
      {message.kind === "bytes" && (
        <p className="risk">This is not text. Only go on if you know what it is.</p>
      )}
      {message.kind === "data" && message.risk && <p className="risk">{message.risk}</p>}
      {problem && <ProblemNote problem={problem} />}
      <Held>
        {busy ? (
          <Busy>{busy}</Busy>
        ) : (
          <div className="buttons">
            <ApproveButton onPress={give}>
              {isSignIn ? "Sign in with your passkey" : "Sign with your passkey"}
            </ApproveButton>
            <Button onPress={asked.decline}>Decline</Button>
          </div>
        )}
      </Held>
      <footer className="foot">
        <span>Nothing is sent to the chain</span>
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}

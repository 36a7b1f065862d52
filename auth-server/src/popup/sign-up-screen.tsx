import { useEffect } from "react";
import type { AskedConnection } from "../approval/asked-session.ts";
import { SignInLine } from "../approval/sign-in-line.tsx";
import { Asker } from "../ui/asker.tsx";
import { Busy } from "../ui/busy.tsx";
import { ApproveButton, Button } from "../ui/buttons.tsx";
import { Held } from "../ui/held.tsx";
import { usePasskeyExplanation } from "../ui/passkey-explanation.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { useTask } from "../ui/use-task.ts";
import type { Connecting } from "./connect-as.ts";
import { connectLate, preloadConnecting } from "./connect-late.ts";
import type { Situation } from "./situation.ts";

interface SignUpScreenProps extends Situation {
  readonly connection: AskedConnection;
  readonly connecting: Connecting;
  /** The person wants an account, and the app a session with it: that is shown first. */
  readonly onNew: () => void;
  readonly onLogIn: () => Promise<void>;
}

/** Makes somebody an account, or finds the one they have. */
export function SignUpScreen({
  asked,
  chain,
  now,
  connection,
  connecting,
  onNew,
  onLogIn,
}: SignUpScreenProps) {
  const { busy, problem, run } = useTask();
  const [explanation, question] = usePasskeyExplanation();
  useEffect(() => {
    // With a session, the next screen does.
    if (!connection.session) preloadConnecting();
  }, [connection]);
  const create = (): void => {
    run("Waiting for your passkey…", (say) => connectLate(connecting, "new", connection, undefined, say));
  };
  return (
    <Screen onEscape={asked.decline}>
      <Asker origin={asked.origin} asks="wants you to sign in" claimedName={connection.claimedName} />
      <div className="rest" />
      <h1>One touch, and you have an account.</h1>
      <p className="soft">
        A passkey on this device is your key. No password, no words to write down.
        {chain.contracts.accountPaymaster ? " It costs you nothing." : ""}
      </p>
      {explanation}
      {connection.signIn && !connection.session && (
        <SignInLine signIn={connection.signIn} asked={asked} now={now} />
      )}
      {problem && <ProblemNote problem={problem} />}
      <Held>
        {busy ? (
          <Busy>{busy}</Busy>
        ) : (
          <div className="buttons">
            {connection.session ? (
              <button type="button" className="button main" onClick={onNew}>
                Create account
              </button>
            ) : (
              <ApproveButton onPress={create}>Create account</ApproveButton>
            )}
            <div className="two">
              <Button
                onPress={() => {
                  run("Waiting for your passkey…", onLogIn);
                }}
              >
                I have an account
              </Button>
              <Button onPress={asked.decline}>Decline</Button>
            </div>
            <a className="small aside" href="/recover" target="_blank" rel="noreferrer">
              I lost my passkey
            </a>
          </div>
        )}
      </Held>
      <footer className="foot">
        {question}
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}

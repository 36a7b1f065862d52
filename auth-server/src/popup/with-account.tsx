import { useState, type ReactNode } from "react";
import { knownAccount, rememberAccount, type KnownAccount } from "../account/known-account.ts";
import { logIn } from "../account/log-in.ts";
import { Asker, hostOf } from "../ui/asker.tsx";
import { Busy } from "../ui/busy.tsx";
import { Button } from "../ui/buttons.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { useTask } from "../ui/use-task.ts";
import type { Situation } from "./situation.ts";

interface WithAccountProps extends Situation {
  /** @param onOther - is called if the person wants to go on with another account */
  readonly children: (account: KnownAccount, onOther: () => void) => ReactNode;
}

/** Has the person log in first, where this device does not know their account, or they have several and it is about another. */
export function WithAccount({ asked, chain, children }: WithAccountProps) {
  const [account, setAccount] = useState(() => knownAccount(chain.id));
  const [isOther, setOther] = useState(false);
  const { busy, problem, run } = useTask();
  if (account)
    return children(account, () => {
      setOther(true);
      setAccount(undefined);
    });
  return (
    <Screen onEscape={asked.decline}>
      <Asker origin={asked.origin} asks="asks something of your account" />
      <h1>First, show us that it is you.</h1>
      <p className="soft">
        {isOther ? "Use the passkey of your other account." : "This device does not know your account."}{" "}
        {hostOf(asked.origin)} waits meanwhile.
      </p>
      {problem && <ProblemNote problem={problem} />}
      <div className="rest" />
      {busy ? (
        <Busy>{busy}</Busy>
      ) : (
        <div className="buttons">
          <Button
            onPress={() => {
              run("Waiting for your passkey…", async () => {
                const found = await logIn(chain);
                rememberAccount(chain.id, found);
                setAccount(found);
              });
            }}
          >
            Use my passkey
          </Button>
          <Button onPress={asked.decline}>Decline</Button>
        </div>
      )}
      <footer className="foot">
        <span />
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}

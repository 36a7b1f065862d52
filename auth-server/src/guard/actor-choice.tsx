import { useState } from "react";
import { knownAccount } from "../account/known-account.ts";
import { logIn } from "../account/log-in.ts";
import type { BrowserKey } from "../browser-key/browser-keys.ts";
import { chooseKey } from "../browser-key/key-client.ts";
import { useBrowserKeys } from "../browser-key/use-browser-keys.ts";
import { Busy } from "../ui/busy.tsx";
import { Button } from "../ui/buttons.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Unbroken } from "../ui/unbroken.tsx";
import { useTask } from "../ui/use-task.ts";
import { shortAddress } from "../words/address.ts";
import { ExplainedError } from "../words/problem.ts";
import { addressOf, type Actor } from "./actor.ts";
import type { AnswerProps } from "./answer-props.ts";
import { whyNotBy } from "./read-standing.ts";

interface ActorChoiceProps extends AnswerProps {
  readonly onActor: (actor: Actor) => void;
}

/** Has the guardian say with what they answer: the passkey of an account of this page's, or a key that the browser has. */
export function ActorChoice({ chain, request, standing, onActor }: ActorChoiceProps) {
  const { busy, problem, run, leave } = useTask();
  const [isWithKey, setWithKey] = useState(false);
  const keys = useBrowserKeys();
  const known = knownAccount(chain.id);
  const choose = (actor: Actor): void => {
    const wrong = whyNotBy(standing, request, addressOf(actor));
    if (wrong) throw new ExplainedError(wrong);
    onActor(actor);
  };
  const usePasskey = (): void => {
    setWithKey(false);
    run("Waiting for your passkey…", async () => {
      choose({ kind: "account", account: await logIn(chain) });
    });
  };
  const useKey = (key: BrowserKey): void => {
    setWithKey(true);
    run(`Waiting for ${key.name}…`, async (_, signal) => {
      const chosen = await chooseKey(key);
      signal.throwIfAborted();
      choose({ kind: "key", key: chosen });
    });
  };
  return (
    <>
      <p>
        Which of your addresses did they choose as their guardian?
        {known && (
          <Unbroken>{` The account on this device, ${shortAddress(known.address)}, may be another.`}</Unbroken>
        )}
      </p>
      {problem && <ProblemNote problem={problem} />}
      {busy ? (
        <>
          <Busy>{busy}</Busy>
          {/* Its window may be gone, and some never say so. */}
          {isWithKey && <Button onPress={leave}>Stop waiting</Button>}
        </>
      ) : (
        <div className="buttons">
          {typeof PublicKeyCredential !== "undefined" && (
            <Button onPress={usePasskey}>That of my account here</Button>
          )}
          {keys.map((key, i) => (
            <Button
              key={i}
              onPress={() => {
                useKey(key);
              }}
            >
              One in {key.name}
            </Button>
          ))}
        </div>
      )}
      {keys.length === 0 && (
        <p className="soft small">
          If it is an address that an extension of your browser keeps, open this link where you have it.
        </p>
      )}
    </>
  );
}

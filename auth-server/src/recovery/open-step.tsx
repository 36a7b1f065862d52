import { useState } from "react";
import type { BrowserKey } from "../browser-key/browser-keys.ts";
import { chooseKey } from "../browser-key/key-client.ts";
import { useBrowserKeys } from "../browser-key/use-browser-keys.ts";
import { Busy } from "../ui/busy.tsx";
import { Button } from "../ui/buttons.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { useTask } from "../ui/use-task.ts";
import { remainingInWords } from "../words/duration.ts";
import { finish, finishWithKey } from "./finish.ts";
import type { StepProps } from "./step-props.ts";

/** Lets the person in: the day is over. */
export function OpenStep({ chain, stored, progress: { now, pending }, onDone }: StepProps) {
  const { busy, problem, run, leave } = useTask();
  const [isWithKey, setWithKey] = useState(false);
  const keys = useBrowserKeys();
  const getIn = (): void => {
    setWithKey(false);
    run("Letting your new passkey in…", async (say) => {
      await finish(chain, stored.account, say);
      onDone();
    });
  };
  const getInWith = (key: BrowserKey): void => {
    setWithKey(true);
    run(`Waiting for ${key.name}…`, async (say, signal) => {
      const chosen = await chooseKey(key);
      signal.throwIfAborted();
      await finishWithKey(chain, stored.account, chosen, say, signal);
      onDone();
    });
  };
  return (
    <>
      <h1>You can get in now.</h1>
      {pending && (
        <p>
          Your new passkey may be let into your account, for {remainingInWords(pending.closesAt - now)} more.
          After that your guardian would have to begin again.
        </p>
      )}
      {problem && <ProblemNote problem={problem} />}
      {busy ? (
        <>
          <Busy>{busy}</Busy>
          {/* Its window may be gone, and some never say so. */}
          {isWithKey && <Button onPress={leave}>Stop waiting</Button>}
        </>
      ) : (
        <div className="buttons">
          <button type="button" className="button main" onClick={getIn}>
            Get back in
          </button>
          {problem &&
            keys.map((key, i) => (
              <Button
                key={i}
                onPress={() => {
                  getInWith(key);
                }}
              >
                Pay the network fee with {key.name}
              </Button>
            ))}
        </div>
      )}
    </>
  );
}

import { useRequestSession, useSession, useSessionLimits } from "@zksync-sso/sdk/react";
import { ethInWords } from "./eth-in-words.ts";
import { Failure } from "./failure.tsx";
import { LOOK, useSessionEnd } from "./session-end.ts";

/** What the session's limits are called here, by their paths; the number of uses is a policy's last constraint. */
const NAMES: Readonly<Record<string, string>> = {
  feeLimit: "Fees",
  "transferPolicies[0].valueLimit": "Tips",
  "callPolicies[0].constraints[1].limit": "Mints",
};

/** Shows what is left of the session or how it ended, and asks for another one. */
export function Limits() {
  const session = useSession();
  const end = useSessionEnd();
  const { requestSession, isPending, error } = useRequestSession();
  return (
    <section aria-label="What is left">
      <h2>What is left</h2>
      {end && (
        <p role="status">
          {end === "ended" ? "You have ended the session." : "The session has expired."} You are asked each
          time, or once for another one.
        </p>
      )}
      {session ? !end && <Meters /> : <p>No session: you are asked each time.</p>}
      <button
        type="button"
        disabled={isPending}
        onClick={() => {
          // What goes wrong is the hook's `error`.
          requestSession().catch(() => undefined);
        }}
      >
        {session && !end ? "Extend" : "Ask for a session"}
      </button>
      <Failure error={error} />
    </section>
  );
}

function Meters() {
  const { limits } = useSessionLimits({ refetchInterval: LOOK });
  return (
    <dl>
      {limits?.map(({ path, limit, remaining }) => {
        const name = NAMES[path];
        if (!name || remaining === undefined) return null;
        const [left, whole] = [remaining, limit.limit].map((each) =>
          name === "Mints" ? String(each) : ethInWords(each),
        );
        return (
          <div key={path}>
            <dt>{name}</dt>
            <dd>
              <meter aria-label={name} min={0} max={Number(limit.limit)} value={Number(remaining)} />
              <output>
                {left} of {whole}
              </output>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

import { useRequestSession, useSession, useSessionLimits, type RemainingLimit } from "@zksync-sso/sdk/react";
import { SessionStatus } from "@zksync-sso/sdk/session";
import { ethInWords } from "./eth-in-words.ts";
import { Failure } from "./failure.tsx";

/** Milliseconds between two looks: a session ends elsewhere, or by the chain's clock. */
const LOOK = 2_000;

/** What the session's limits are called here, by their paths; the number of uses is a policy's last constraint. */
const NAMES: Readonly<Record<string, string>> = {
  feeLimit: "Fees",
  "transferPolicies[0].valueLimit": "Tips",
  "callPolicies[0].constraints[1].limit": "Mints",
};

/** Shows what is left of the session or how it ended, and asks for another one. */
export function Limits() {
  const session = useSession();
  const { limits, status, isOver } = useSessionLimits({ refetchInterval: LOOK });
  const { requestSession, isPending, error } = useRequestSession();
  return (
    <section aria-label="What is left">
      <h2>What is left</h2>
      {isOver && (
        <p role="status">
          {status === SessionStatus.Closed ? "You have ended the session." : "The session has expired."} You
          are asked each time, or once for another one.
        </p>
      )}
      {session ? !isOver && <Meters limits={limits} /> : <p>No session: you are asked each time.</p>}
      <button
        type="button"
        disabled={isPending}
        onClick={() => {
          // What goes wrong is the hook's `error`.
          requestSession().catch(() => undefined);
        }}
      >
        {session && !isOver ? "Extend" : "Ask for a session"}
      </button>
      <Failure error={error} />
    </section>
  );
}

function Meters({ limits }: { readonly limits: readonly RemainingLimit[] | undefined }) {
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

import { useEffect, useMemo, useState } from "react";
import { quotedName, type SessionSpec } from "@zksync-sso/sdk/session";
import { nodeClient } from "../account/account-client.ts";
import { suiteOf, type ChainConfig } from "../chains/chain-config.ts";
import type { Person } from "../popup/person.ts";
import type { Situation } from "../popup/situation.ts";
import { Asker, hostOf } from "../ui/asker.tsx";
import { Busy } from "../ui/busy.tsx";
import { ApproveButton, Button } from "../ui/buttons.tsx";
import { Held } from "../ui/held.tsx";
import { HostName } from "../ui/host-name.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { Unbroken } from "../ui/unbroken.tsx";
import { useTask } from "../ui/use-task.ts";
import { shortAddress } from "../words/address.ts";
import { deviceTime } from "../words/device-time.ts";
import { untilInWords } from "../words/time.ts";
import { adjustedPaths } from "./adjusted-paths.ts";
import type { AskedConnection, AskedSession } from "./asked-session.ts";
import { atMost } from "./at-most.ts";
import { LowerLimits } from "./lower-limits.tsx";
import { OpeningFee } from "./opening-fee.tsx";
import { permissionsOf } from "./permissions.ts";
import { whyRefused } from "./refused-policy.ts";
import { RefusedScreen } from "./refused-screen.tsx";
import { riskOf } from "./risk.ts";
import { SignInLine } from "./sign-in-line.tsx";
import { Slip } from "./slip.tsx";
import { readTargetFacts, type FactsByTarget } from "./target-facts.ts";

interface ApproveScreenProps extends Situation {
  readonly person: Person;
  readonly connection: AskedConnection;
  readonly session: AskedSession;
  /** The session as the person has lowered it. */
  readonly spec: SessionSpec;
  readonly onSpec: (spec: SessionSpec) => void;
  readonly onApprove: (
    spec: SessionSpec,
    adjusted: readonly string[],
    say: (what: string) => void,
  ) => Promise<void>;
  readonly onOther: () => void;
  /** Called when the person can decide. */
  readonly onShown: () => void;
}

/** Shows what an app asks to be allowed, and has the person decide. */
export function ApproveScreen(props: ApproveScreenProps) {
  const { asked, chain, now, person, connection, session, spec, onSpec } = props;
  const { onApprove, onOther, onShown } = props;
  const { busy, problem, run } = useTask();
  const [isLowering, setLowering] = useState(false);
  const facts = useFacts(props);
  const isShown = facts !== undefined;
  useEffect(() => {
    if (isShown) onShown();
  }, [isShown, onShown]);
  const lines = useMemo(
    () => permissionsOf(spec, session.preferences, facts ?? new Map()),
    [spec, session.preferences, facts],
  );
  const refused = useMemo(() => refusalOf(session.spec, chain, person), [session.spec, chain, person]);
  if (refused)
    return (
      <RefusedScreen
        asked={asked}
        problem={{ what: refused.why, remedy: "Nothing was approved." }}
        isOfAccount={refused.isOfAccount}
      />
    );
  if (!facts)
    return (
      <Screen onEscape={asked.decline}>
        <Busy>Reading what the chain knows…</Busy>
      </Screen>
    );

  const host = hostOf(asked.origin);
  // A node whose clock is ahead would have less time to lose something in.
  const from = earlier(now, deviceTime());
  const most = atMost(spec, facts, from);
  const risk = riskOf(spec, facts, from);
  const approve = (): void => {
    const first = person === "new" ? "Making your passkey…" : "Waiting for your passkey…";
    run(first, (say) => onApprove(spec, adjustedPaths(session.spec, spec, lines), say));
  };
  return (
    <Screen onEscape={asked.decline}>
      <Asker
        origin={asked.origin}
        asks={
          person === "new"
            ? "asks to act for your new account"
            : `asks to act for ${shortAddress(person.address)}`
        }
        claimedName={connection.claimedName}
      />
      <h1>
        {isLowering ? (
          "Lower the limits"
        ) : (
          <>
            Let <HostName host={host} /> act for you until {untilInWords(spec.expiresAt)}?
          </>
        )}
      </h1>
      {session.justification !== undefined && (
        <p className="soft small">It says why: {quotedName(session.justification)}</p>
      )}
      {isLowering ? (
        <LowerLimits
          asked={session.spec}
          spec={spec}
          lines={lines}
          now={now}
          onDone={(lowered) => {
            onSpec(lowered);
            setLowering(false);
          }}
        />
      ) : (
        <>
          <Slip lines={lines} />
          {connection.signIn && <SignInLine signIn={connection.signIn} asked={asked} now={now} />}
          {risk && <p className="risk">{risk}</p>}
          <section className="box" aria-label="The most you can lose">
            <p>If this key leaks, you can lose{most.isLimited && " at most"}</p>
            <p className="most">
              <Unbroken>{most.amounts.join(" and ")}</Unbroken>
            </p>
            {most.besides && (
              <p className="small">
                <Unbroken>{`${most.besides}.`}</Unbroken>
              </p>
            )}
          </section>
          {session.madeHere && (
            <p className="soft small">The app’s key is made on this page, and handed over to it.</p>
          )}
          {problem && <ProblemNote problem={problem} />}
          <Held>
            {busy ? (
              <Busy>{busy}</Busy>
            ) : (
              <div className="buttons">
                <ApproveButton onPress={approve}>
                  {person === "new" ? (
                    "Approve and make a passkey"
                  ) : (
                    <>
                      Approve with your passkey <OpeningFee chain={chain} account={person} spec={spec} />
                    </>
                  )}
                </ApproveButton>
                <div className={session.isAdjustmentAllowed ? "two" : "one"}>
                  {session.isAdjustmentAllowed && (
                    <Button
                      onPress={() => {
                        setLowering(true);
                      }}
                    >
                      Lower the limits
                    </Button>
                  )}
                  <Button onPress={asked.decline}>Decline</Button>
                </div>
              </div>
            )}
          </Held>
        </>
      )}
      <footer className="foot">
        <span className="several">
          <span>{person === "new" ? "You can end it at any time" : "End it at any time"}</span>
          {person !== "new" && !busy && (
            <button type="button" className="link" onClick={onOther}>
              Another account
            </button>
          )}
        </span>
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}

function useFacts({ chain, session }: ApproveScreenProps): FactsByTarget | undefined {
  const [facts, setFacts] = useState<FactsByTarget>();
  useEffect(() => {
    let isCurrent = true;
    const targets = session.spec.callPolicies.map(({ target }) => target);
    readTargetFacts(nodeClient(chain), targets).then(
      (read) => isCurrent && setFacts(read),
      // Without them, nothing has a name, and everything its address.
      () => isCurrent && setFacts(new Map()),
    );
    return () => {
      isCurrent = false;
    };
  }, [chain, session.spec]);
  return facts;
}

function earlier(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

/** Says why a session is refused: first what it is refused to everybody for, which tells nothing of whose account this is. */
function refusalOf(spec: SessionSpec, chain: ChainConfig, person: Person) {
  const toAll = whyRefused(spec, suiteOf(chain));
  if (toAll !== undefined) return { why: toAll, isOfAccount: false };
  const toThem = person === "new" ? undefined : whyRefused(spec, [person.address]);
  return toThem === undefined ? undefined : { why: toThem, isOfAccount: true };
}

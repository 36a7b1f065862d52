import { useCallback, useState, type ReactNode } from "react";
import { isAddressEqual } from "viem";
import { knownAccount } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { Busy } from "../ui/busy.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { Shown } from "../ui/shown.tsx";
import { useFollowed } from "../ui/use-followed.ts";
import { isTaskRunning } from "../ui/use-task.ts";
import { addressInGroups } from "../words/address.ts";
import { remainingInWords } from "../words/duration.ts";
import type { Actor } from "./actor.ts";
import { ActorChoice } from "./actor-choice.tsx";
import { AgreeForm } from "./agree-form.tsx";
import type { RequestProps, AnswerProps } from "./answer-props.ts";
import { BeginForm } from "./begin-form.tsx";
import { isBegun, readStanding, whyNobody, type Standing } from "./read-standing.ts";

/** Shows a guardian what they are asked for, and has them decide. */
export function RequestPage(props: RequestProps) {
  const { chain, request } = props;
  // What somebody else has done, or they themselves, a node that is behind says later.
  const reading = useFollowed(
    useCallback(() => readStanding(chain, request), [chain, request]),
    isNothingRunning,
  );
  return (
    <Screen>
      <h1>
        {request.passkey
          ? "Somebody wants back into this account."
          : "Somebody asks you to be the guardian of this account."}
      </h1>
      <ul className="slip">
        <li>
          <p className="first">
            <span>The account</span>
          </p>
          <p className="second mono">{addressInGroups(request.account)}</p>
        </li>
      </ul>
      <Shown reading={reading}>
        {(standing) => <Answer {...props} standing={standing} onAnswered={reading.reload} />}
      </Shown>
      <div className="rest" />
      <footer className="foot">
        <a href="/">Go to your account</a>
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}

function Answer(props: AnswerProps) {
  const { chain, request, standing, onAnswered } = props;
  const [actor, setActor] = useState<Actor | undefined>(() => knownGuardian(chain, standing));
  const [hasAnswered, setAnswered] = useState(false);
  if (hasAnswered && !request.passkey)
    return (
      <Note title="You are their guardian now.">
        If they lose every key, they send you a link like this one. Call them then, before you let anybody in.
      </Note>
    );
  if (isBegun(standing, request)) return <Begun standing={standing} />;
  if (hasAnswered) return <Busy>Reading what the chain knows…</Busy>;
  const problem = whyNobody(standing, request);
  if (problem) return <ProblemNote problem={problem} />;
  if (!actor) return <ActorChoice {...props} onActor={setActor} />;
  const decision = {
    ...props,
    actor,
    onAnswered: () => {
      setAnswered(true);
      onAnswered();
    },
    onOther: () => {
      setActor(undefined);
    },
  };
  return request.passkey ? (
    <BeginForm {...decision} passkey={request.passkey} />
  ) : (
    <AgreeForm {...decision} />
  );
}

function Begun({ standing: { pending, now } }: Pick<AnswerProps, "standing">) {
  if (!pending) return null;
  return (
    <Note title="They are on their way in.">
      {now < pending.opensAt
        ? `In ${remainingInWords(pending.opensAt - now)} they can get in, on the page where they asked you. Until then whoever has a key of the account can stop it.`
        : `They can get in now, for ${remainingInWords(pending.closesAt - now)} more, on the page where they asked you.`}{" "}
      There is nothing more for you to do.
    </Note>
  );
}

function Note({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="box appear" role="status">
      <p className="most">{title}</p>
      <p>{children}</p>
    </div>
  );
}

/** What they are doing stays before them until it is done. */
function isNothingRunning(): boolean {
  return !isTaskRunning();
}

function knownGuardian(chain: ChainConfig, { guardians }: Standing): Actor | undefined {
  const account = knownAccount(chain.id);
  const isGuardian = account && guardians.some(({ address }) => isAddressEqual(address, account.address));
  return isGuardian ? { kind: "account", account } : undefined;
}

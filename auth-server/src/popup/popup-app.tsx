import { useEffect, useState, type FunctionComponent } from "react";
import { UnknownChainError } from "@zksync-sso/sdk/errors";
import { keptUnfinished } from "../account/kept-unfinished.ts";
import { rememberAccount } from "../account/known-account.ts";
import { checkSigner, SignerTakenError } from "../approval/check-signer.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { chainTime } from "../chains/check-chain.ts";
import { loadChains } from "../chains/load-chains.ts";
import { answeredOnce } from "../link/answered-once.ts";
import type { AppRequest } from "../link/app-request.ts";
import { popupLink } from "../link/popup-link.ts";
import { redirectLink } from "../link/redirect-link.ts";
import { hostOf } from "../ui/asker.tsx";
import { Busy } from "../ui/busy.tsx";
import { Button } from "../ui/buttons.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { problemOf, type Problem } from "../words/problem.ts";
import { loadScreen } from "./load-screen.tsx";
import type { Situation } from "./situation.ts";

/** The page that apps open: one request, one answer. */
export function App() {
  const [asked, setAsked] = useState<AppRequest>();
  const [isAnswered, setAnswered] = useState(false);
  const [isAlone, setAlone] = useState(false);
  const [broken, setBroken] = useState<Problem>();

  useEffect(() => {
    try {
      const link = popupLink(window) ?? redirectLink(window);
      const tellAnswered = (): void => {
        setAnswered(true);
      };
      if (link)
        return link.listen((request) => {
          setAsked(answeredOnce(request, tellAnswered));
        });
      setAlone(true);
    } catch (error) {
      setBroken(problemOf(error));
    }
    return undefined;
  }, []);

  if (broken) return <BrokenScreen problem={broken} />;
  if (isAlone) return <AloneScreen />;
  if (!asked)
    return (
      <Screen>
        <Busy>Waiting for the app…</Busy>
      </Screen>
    );
  if (isAnswered) return <AnsweredScreen asked={asked} />;
  return <SituationScreen asked={asked} />;
}

/** Shown until the page is gone, which takes as long as the app's page takes to come: nothing is left to decide. */
function AnsweredScreen({ asked }: { readonly asked: AppRequest }) {
  return (
    <Screen>
      <Busy>{`Going back to ${hostOf(asked.origin)}…`}</Busy>
    </Screen>
  );
}

function SituationScreen({ asked }: { readonly asked: AppRequest }) {
  const [shown, setShown] = useState<{ situation: Situation; Shown: FunctionComponent<Situation> }>();
  const [problem, setProblem] = useState<Problem>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    readSituation(asked).then(
      (read) => isCurrent && setShown(read),
      (error: unknown) => {
        // The app can do something about these, and the person cannot.
        if (error instanceof UnknownChainError || error instanceof SignerTakenError) asked.fail(error);
        else if (isCurrent) setProblem(problemOf(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [asked, attempt]);

  if (shown) return <shown.Shown {...shown.situation} />;
  if (!problem)
    return (
      <Screen onEscape={asked.decline}>
        <Busy>Reading what the chain knows…</Busy>
      </Screen>
    );
  return (
    <Screen onEscape={asked.decline}>
      <h1>We cannot show you what is asked for.</h1>
      <ProblemNote problem={problem} />
      <div className="rest" />
      <div className="buttons">
        <Button
          onPress={() => {
            setProblem(undefined);
            setAttempt(attempt + 1);
          }}
        >
          Try again
        </Button>
        <Button onPress={asked.decline}>Close</Button>
      </div>
    </Screen>
  );
}

async function readSituation(
  asked: AppRequest,
): Promise<{ situation: Situation; Shown: FunctionComponent<Situation> }> {
  const chains = await loadChains();
  const { chainId } = asked.request;
  const chain = chains.find(({ id }) => id === chainId);
  if (!chain)
    throw new UnknownChainError(
      chainId,
      chains.map(({ id }) => id),
    );
  await findUnfinished(chain);
  const [now, Shown] = await Promise.all([
    chainTime(chain),
    loadScreen(asked.request),
    checkSigner(chain, asked.request),
  ]);
  return { situation: { asked, chain, chains, now }, Shown };
}

/** Finds the account that was being made when the page was loaded again: whoever has one is not shown how to make it. */
async function findUnfinished(chain: ChainConfig): Promise<void> {
  // What reads it is loaded only then.
  if (keptUnfinished(chain.id).kept() === undefined) return;
  const { unfinishedAccount } = await import("../account/unfinished-passkey.ts");
  const account = await unfinishedAccount(chain);
  if (account) rememberAccount(chain.id, account);
}

function AloneScreen() {
  return (
    <Screen>
      <div className="rest" />
      <h1>Nobody is asking for anything.</h1>
      <p className="soft">Apps open this page when they need your yes. It closes again afterwards.</p>
      <div className="rest" />
      <div className="buttons">
        <a className="button" href="/">
          Go to your account
        </a>
      </div>
    </Screen>
  );
}

function BrokenScreen({ problem }: { readonly problem: Problem }) {
  return (
    <Screen>
      <h1>We cannot show you this request.</h1>
      <ProblemNote problem={problem} />
      <p className="soft">Go back to the app and try again there.</p>
    </Screen>
  );
}

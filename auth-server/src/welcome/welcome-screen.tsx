import type { KnownAccount } from "../account/known-account.ts";
import { logIn } from "../account/log-in.ts";
import { planUnfinished } from "../account/plan-unfinished.ts";
import { makeAccount } from "../account/sign-up.ts";
import { unfinishedAccount } from "../account/unfinished-passkey.ts";
import { chainTime } from "../chains/check-chain.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { Busy } from "../ui/busy.tsx";
import { Button } from "../ui/buttons.tsx";
import { ChainChoice } from "../ui/chain-choice.tsx";
import { usePasskeyExplanation } from "../ui/passkey-explanation.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { useTask } from "../ui/use-task.ts";

interface WelcomeScreenProps {
  readonly chains: readonly ChainConfig[];
  readonly chain: ChainConfig;
  readonly onChain: (chain: ChainConfig) => void;
  readonly onAccount: (account: KnownAccount) => void;
}

/** Says what this is, and makes somebody an account or finds the one they have. */
export function WelcomeScreen({ chains, chain, onChain, onAccount }: WelcomeScreenProps) {
  const { busy, problem, run } = useTask();
  const [explanation, question] = usePasskeyExplanation();
  const make = async (say: (what: string) => void): Promise<KnownAccount> => {
    const planned = await planUnfinished(chain);
    say("Making your account…");
    return makeAccount(chain, planned, undefined);
  };
  const create = (): void => {
    run("Waiting for your passkey…", async (say) => {
      // A passkey made for a chain that cannot be reached would stay behind.
      await chainTime(chain);
      onAccount((await unfinishedAccount(chain)) ?? (await make(say)));
    });
  };
  const find = (): void => {
    run("Waiting for your passkey…", async () => {
      onAccount(await logIn(chain));
    });
  };
  return (
    <Screen>
      <div className="rest" />
      <h1>One touch, and you have an account.</h1>
      <p className="soft">
        It holds what is yours and lets apps act for you, within limits that you set. A passkey on this device
        is your key: no password, no words to write down.
        {chain.contracts.accountPaymaster ? " It costs you nothing." : ""}
      </p>
      {explanation}
      {problem && <ProblemNote problem={problem} />}
      <div className="rest" />
      {busy ? (
        <Busy>{busy}</Busy>
      ) : (
        <div className="buttons">
          <button type="button" className="button main" onClick={create}>
            Create account
          </button>
          <Button onPress={find}>I have an account</Button>
          <a className="small aside" href="/recover">
            I lost my passkey
          </a>
        </div>
      )}
      <footer className="foot">
        {question}
        <ChainChoice chains={chains} chain={chain} onChain={onChain} />
      </footer>
    </Screen>
  );
}

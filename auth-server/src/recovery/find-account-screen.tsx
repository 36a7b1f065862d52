import { useState } from "react";
import type { ChainConfig } from "../chains/chain-config.ts";
import { hostOf } from "../ui/asker.tsx";
import { Busy } from "../ui/busy.tsx";
import { ChainChoice } from "../ui/chain-choice.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { TextField } from "../ui/text-field.tsx";
import { useTask } from "../ui/use-task.ts";
import { addressInGroups } from "../words/address.ts";
import { ExplainedError } from "../words/problem.ts";
import { readAddress } from "../words/read-address.ts";
import { findRecoverable, type Recoverable } from "./find-recoverable.ts";

interface FindAccountScreenProps {
  readonly chains: readonly ChainConfig[];
  readonly chain: ChainConfig;
  readonly onChain: (chain: ChainConfig) => void;
  readonly onFound: (account: Recoverable) => void;
}

/** What a look for an address came to. */
interface Found {
  /** The address, as it was written. */
  readonly text: string;
  readonly accounts: readonly Recoverable[];
}

/** Has somebody say which account they want back into: by its address, or by their guardian's. */
export function FindAccountScreen({ chains, chain, onChain, onFound }: FindAccountScreenProps) {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [found, setFound] = useState<Found>();
  const { busy, problem, run } = useTask();
  // What is written may be another address by now.
  const isOfText = found?.text === text;
  const accounts = isOfText ? found.accounts : [];
  const find = (): void => {
    const { address, problem: unreadable } = readAddress(text);
    if (!address) {
      setWrong(unreadable);
      return;
    }
    run("Looking for the account…", async () => {
      setFound({ text, accounts: [] });
      const those = await findRecoverable(chain, address);
      setFound({ text, accounts: those });
      if (those.length === 0) throw nobody(chain);
    });
  };
  return (
    <Screen>
      <h1>A guardian can let you back in.</h1>
      <p className="soft">
        If you chose a guardian before you lost your passkey, they can let a new one into your account. It
        takes a day, so that nobody does it behind your back.
      </p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <TextField
          label="Your account’s address, or your guardian’s"
          value={text}
          problem={wrong}
          isAddress
          onChange={(next) => {
            setWrong(undefined);
            setText(next);
          }}
        />
        {problem && isOfText && <ProblemNote problem={problem} />}
        {busy ? (
          <Busy>{busy}</Busy>
        ) : (
          accounts.length === 0 && (
            <div className="buttons">
              <button type="submit" className="button main">
                Find my account
              </button>
            </div>
          )
        )}
      </form>
      {accounts.length > 0 && <FoundAccounts accounts={accounts} onChosen={onFound} />}
      <div className="rest" />
      <footer className="foot">
        <a href="/">Back</a>
        <ChainChoice chains={chains} chain={chain} onChain={onChain} />
      </footer>
    </Screen>
  );
}

interface FoundAccountsProps {
  readonly accounts: readonly Recoverable[];
  readonly onChosen: (account: Recoverable) => void;
}

function FoundAccounts({ accounts, onChosen }: FoundAccountsProps) {
  return (
    <section aria-label="Accounts">
      <p className="note">{accounts.length === 1 ? "Is this yours?" : "Which of these is yours?"}</p>
      <ul className="slip appear">
        {accounts.map((account) => (
          <li key={account.address}>
            <p className="mono">{addressInGroups(account.address)}</p>
            <p className="end">
              <button
                type="button"
                className="link"
                onClick={() => {
                  onChosen(account);
                }}
              >
                This is mine<span className="unseen"> {addressInGroups(account.address)}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nobody({ name }: ChainConfig): ExplainedError {
  return new ExplainedError({
    what: "No account with a guardian was found there.",
    remedy: `Guardians count on the page and the chain where they were chosen: this is ${hostOf(window.location.origin)}, and ${name}. If you have a device that still has your passkey, get in with that.`,
  });
}

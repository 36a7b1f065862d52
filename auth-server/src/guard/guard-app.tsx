import { useSyncExternalStore } from "react";
import type { ChainConfig } from "../chains/chain-config.ts";
import { readGuardianRequest } from "../guardians/guardian-request.ts";
import { WithChains } from "../site/with-chains.tsx";
import "../site/site.css";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import type { Problem } from "../words/problem.ts";
import { RequestPage } from "./request-page.tsx";

/** The page that a guardian opens by a link: one request. */
export function App() {
  const fragment = useSyncExternalStore(followFragment, () => window.location.hash);
  return <WithChains>{(chains) => <Link key={fragment} fragment={fragment} chains={chains} />}</WithChains>;
}

interface LinkProps {
  readonly fragment: string;
  readonly chains: readonly ChainConfig[];
}

function Link({ fragment, chains }: LinkProps) {
  const request = readGuardianRequest(fragment);
  if (!request)
    return (
      <UselessScreen
        problem={{
          what: "Something of it is missing or was changed.",
          remedy: "Ask whoever sent it to copy it once more, whole.",
        }}
      />
    );
  const chain = chains.find(({ id }) => id === request.chainId);
  if (chain) return <RequestPage chain={chain} request={request} />;
  return (
    <UselessScreen
      problem={{
        what: `It is about chain ${request.chainId}, which this page does not serve.`,
        remedy: "Ask whoever sent it which page their account is on.",
      }}
    />
  );
}

function UselessScreen({ problem }: { readonly problem: Problem }) {
  return (
    <Screen>
      <h1>This link cannot be used.</h1>
      <ProblemNote problem={problem} />
      <p className="soft">Nothing has happened.</p>
      <p>
        <a href="/">Go to your account</a>
      </p>
    </Screen>
  );
}

function followFragment(onChange: () => void): () => void {
  window.addEventListener("hashchange", onChange);
  return () => {
    window.removeEventListener("hashchange", onChange);
  };
}

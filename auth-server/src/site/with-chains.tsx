import type { ReactNode } from "react";
import type { ChainConfig } from "../chains/chain-config.ts";
import { loadChains } from "../chains/load-chains.ts";
import { Busy } from "../ui/busy.tsx";
import { Button } from "../ui/buttons.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { useReading } from "../ui/use-reading.ts";

interface WithChainsProps {
  readonly children: (chains: readonly ChainConfig[]) => ReactNode;
}

/** Reads which chains the page serves, before anything else. */
export function WithChains({ children }: WithChainsProps) {
  const { value: chains, problem, reload } = useReading(loadChains);
  if (chains) return children(chains);
  return (
    <Screen>
      {problem ? (
        <>
          <h1>This page cannot work now.</h1>
          <ProblemNote problem={problem} />
          <Button onPress={reload}>Try again</Button>
        </>
      ) : (
        <Busy>Opening your page…</Busy>
      )}
    </Screen>
  );
}

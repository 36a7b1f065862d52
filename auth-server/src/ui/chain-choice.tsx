import { useId } from "react";
import type { ChainConfig } from "../chains/chain-config.ts";

interface ChainChoiceProps {
  readonly chains: readonly ChainConfig[];
  readonly chain: ChainConfig;
  readonly onChain: (chain: ChainConfig) => void;
}

/** Says which chain the page is about, and has the person choose where there are several. */
export function ChainChoice({ chains, chain, onChain }: ChainChoiceProps) {
  const id = useId();
  if (chains.length === 1) return <span>{chain.name}</span>;
  return (
    <span className="choice">
      <label className="unseen" htmlFor={id}>
        Chain
      </label>
      <select
        id={id}
        value={chain.id}
        onChange={(event) => {
          const chosen = chains.find((each) => String(each.id) === event.target.value);
          if (chosen) onChain(chosen);
        }}
      >
        {chains.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </span>
  );
}

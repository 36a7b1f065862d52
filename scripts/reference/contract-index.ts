import type { DocumentedContract } from "./contract-page";
import { prose, table } from "./markdown";

/** Writes the first page of the contracts' reference. */
export function contractIndex(contracts: readonly DocumentedContract[]): string[] {
  const rows = contracts.map(({ name, natspec }) => [`[${name}](${name}.md)`, prose(natspec.devdoc.title)]);
  return [
    "# Contract reference",
    "What is deployed, and the interfaces that modules implement: every function, event and error, from the comments in `contracts/`. `npm run generate` writes these pages.",
    "An amount of ETH is in wei and a time in seconds since 1970, unless it says otherwise. [Architecture](../architecture.md) says how the contracts work together.",
    ...table(["contract", "what it is"], rows),
  ];
}

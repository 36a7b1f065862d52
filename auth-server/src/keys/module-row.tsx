import { addressInGroups } from "../words/address.ts";
import type { ForeignModule, ModuleRole } from "./read-modules.ts";

const MEANINGS: Readonly<Record<ModuleRole, string>> = {
  approve: "It may do everything with your account, as a key may.",
  act: "It may do anything with your account, whenever it likes, without asking you.",
  answer: "It answers for your account what other contracts ask of it.",
  refuse: "It may refuse what you want to do.",
};

/** Shows a contract in the account that is none of the suite's, and what it may do. */
export function ModuleRow({ module: { address, roles } }: { readonly module: ForeignModule }) {
  return (
    <li>
      <p className="first">
        <span>A contract that is not this page’s</span>
        <span>let in</span>
      </p>
      <p className="second mono">{addressInGroups(address)}</p>
      {roles.map((role) => (
        <p className="second" key={role}>
          {MEANINGS[role]}
        </p>
      ))}
    </li>
  );
}

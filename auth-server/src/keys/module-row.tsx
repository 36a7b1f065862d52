import { addressInGroups } from "../words/address.ts";
import { removalsOf, type ForeignModule, type ModuleRole } from "./read-modules.ts";

const MEANINGS: Readonly<Record<ModuleRole, string>> = {
  approve: "It may do everything with your account, as a key may.",
  act: "It may do anything with your account, whenever it likes, without asking you.",
  answer: "It answers for your account what other contracts ask of it.",
  refuse: "It may refuse what you want to do.",
  screen: "It may refuse what you want to do.",
};

interface ModuleRowProps {
  readonly module: ForeignModule;
  readonly onRemove: (module: ForeignModule) => void;
}

/** Shows a contract in the account that is none of the suite's, and what it may do. */
export function ModuleRow({ module, onRemove }: ModuleRowProps) {
  const address = addressInGroups(module.address);
  return (
    <li>
      <p className="first">
        <span>A contract that is not this page’s</span>
        <span>let in</span>
      </p>
      <p className="second mono">{address}</p>
      {[...new Set(module.roles.map((role) => MEANINGS[role]))].map((meaning) => (
        <p className="second" key={meaning}>
          {meaning}
        </p>
      ))}
      {module.unknownAnswers > 0 && (
        <p className="second">What it answers cannot all be found out here, nor removed.</p>
      )}
      {removalsOf(module).length > 0 && (
        <p className="end">
          <button
            type="button"
            className="link stop"
            onClick={() => {
              onRemove(module);
            }}
          >
            Remove<span className="unseen"> the contract {address}</span>
          </button>
        </p>
      )}
    </li>
  );
}

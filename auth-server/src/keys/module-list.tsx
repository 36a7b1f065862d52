import { ModuleRow } from "./module-row.tsx";
import type { ForeignModule } from "./read-modules.ts";

interface ModuleListProps {
  readonly modules: readonly ForeignModule[];
  readonly onRemove: (module: ForeignModule) => void;
}

/** Shows the contracts in the account that are none of the suite's, and what they mean if the person did not let them in. */
export function ModuleList({ modules, onRemove }: ModuleListProps) {
  return (
    <div className="modules">
      <ul className="slip">
        {modules.map((module) => (
          <ModuleRow key={module.address} module={module} onRemove={onRemove} />
        ))}
      </ul>
      <p className="risk">
        What is not this page’s stays when you remove passkeys and end what apps may do. If you did not let it
        in, somebody was in your account: remove it here, and send what you have to an account that you make
        anew.
      </p>
    </div>
  );
}

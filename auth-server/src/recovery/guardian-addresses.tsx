import type { Address } from "viem";
import { addressInGroups } from "../words/address.ts";

/** Lists the guardians of an account in a slip: the person knows who they are. */
export function GuardianAddresses({ guardians }: { readonly guardians: readonly Address[] }) {
  return guardians.map((guardian) => (
    <li key={guardian}>
      <p className="first">
        <span>{guardians.length === 1 ? "Your guardian" : "One of your guardians"}</span>
      </p>
      <p className="second mono">{addressInGroups(guardian)}</p>
    </li>
  ));
}

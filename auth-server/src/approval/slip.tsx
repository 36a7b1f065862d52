import { Unbroken } from "../ui/unbroken.tsx";
import type { Permission } from "./permissions.ts";

/** The slip: one line a permission. */
export function Slip({ lines }: { readonly lines: readonly Permission[] }) {
  return (
    <ul className="slip">
      {lines.map(({ what, amount, address, details }, i) => (
        <li key={i}>
          <p className="first">
            <span>
              <Unbroken>{what}</Unbroken>
            </span>
            <span>{amount}</span>
          </p>
          {address && <p className="second mono">{address}</p>}
          <div className="details">
            {/* By place: two may read the same, and React would keep one that is over. */}
            {details.map((detail, place) => (
              <p className="second" key={place}>
                {detail}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

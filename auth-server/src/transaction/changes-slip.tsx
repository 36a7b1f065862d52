import { useId } from "react";
import type { ChangeWords } from "./changes-in-words.ts";

/** Shows what somebody has before and after something that they are asked to do. */
export function ChangesSlip({ changes }: { readonly changes: readonly ChangeWords[] }) {
  const id = useId();
  return (
    <>
      <p className="soft small" id={id}>
        Tried out: what you have now, and then
      </p>
      <ul className="slip" aria-labelledby={id}>
        {changes.map(({ what, before, after, spender, token }) => (
          <li key={`${token ?? ""} ${spender ?? ""}`}>
            <p className="first">
              <span>{what}</span>
              <span>
                {before}, then {after}
              </span>
            </p>
            {spender && <p className="second mono">{spender}</p>}
            {token && (
              <p className="second">
                The token is at <span className="mono">{token}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

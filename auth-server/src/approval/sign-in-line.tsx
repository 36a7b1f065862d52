import type { SignInRequest } from "@zksync-sso/sdk/messages";
import { visibleText } from "../words/visible-text.ts";

/** Shows what the person says when they sign in: the app's statement, and what else it lists, as it will be signed. */
export function SignInLine({ signIn: { statement, resources = [] } }: { readonly signIn: SignInRequest }) {
  return (
    <ul className="slip">
      <li>
        <p className="first">
          <span>You will sign in, too</span>
        </p>
        {statement !== undefined && <p className="second">You say: “{visibleText(statement)}”</p>}
        {resources.map((resource) => (
          <p className="second mono" key={resource}>
            {visibleText(resource)}
          </p>
        ))}
      </li>
    </ul>
  );
}

import type { SignInRequest } from "@zksync-sso/sdk/messages";
import { signInLines } from "../popup/sign-in-message.ts";
import type { Situation } from "../popup/situation.ts";
import { visibleText } from "../words/visible-text.ts";

interface SignInLineProps extends Pick<Situation, "asked" | "now"> {
  readonly signIn: SignInRequest;
}

/** Shows what the person says when they sign in, whole: the app's statement, and the lines below it as they will be signed. */
export function SignInLine({ signIn, asked, now }: SignInLineProps) {
  const { statement } = signIn;
  const lines = signInLines(signIn, { origin: asked.origin, now: new Date(Number(now) * 1000) });
  return (
    <ul className="slip">
      <li>
        <p className="first">
          <span>You will sign in, too</span>
        </p>
        {statement !== undefined && (
          <>
            <p className="second">You say:</p>
            <pre className="message">{visibleText(statement)}</pre>
          </>
        )}
        {lines.map((line, place) => (
          <p className="second mono" key={place}>
            {visibleText(line)}
          </p>
        ))}
      </li>
    </ul>
  );
}

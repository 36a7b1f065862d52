import { revokeSession } from "@zksync-sso/sdk/client";
import { useMemo, useState } from "react";
import { act } from "../account/act.ts";
import { useOwnFee } from "../account/use-own-fee.ts";
import { Slip } from "../approval/slip.tsx";
import { appName } from "../apps/app-row.tsx";
import { endCall } from "../apps/end-call.ts";
import { EndQuestion } from "../apps/end-question.tsx";
import { isEnded } from "../apps/is-ended.ts";
import type { App } from "../apps/read-apps.ts";
import { hostOf } from "../ui/asker.tsx";
import { Button } from "../ui/buttons.tsx";
import { Decision } from "../ui/decision.tsx";
import { FeeNote } from "../ui/fee-note.tsx";
import { Held } from "../ui/held.tsx";
import { untilInWords } from "../words/time.ts";
import type { RevokeScreenProps } from "./revoke-screen-props.ts";

interface EndFormProps extends RevokeScreenProps {
  readonly app: App;
}

/** Shows whose session it is and what it allows, and has the person end it. */
export function EndForm({ asked, chain, account, app }: EndFormProps) {
  const { status, session, sessionHash } = app.listed;
  const [isOver, setOver] = useState(false);
  const call = useMemo(() => endCall(chain, [sessionHash]), [chain, sessionHash]);
  const fee = useOwnFee(chain, account, status === "active" ? call : undefined);
  if (status !== "active" || isOver)
    return (
      <NothingToEnd
        title={`${appName(app)} may not act for you any more.`}
        onClose={() => {
          asked.answer(null);
        }}
      />
    );
  const { contracts } = chain;
  const end = async (say: (what: string) => void): Promise<void> => {
    try {
      await act(
        { chain, account, to: contracts.session, signature: "revokeKey(bytes32)" },
        say,
        (client, options) => revokeSession(client, { sessionId: sessionHash, contracts, ...options }),
      );
    } catch (error) {
      if (!(await isEnded({ chain, account }, sessionHash))) throw error;
      setOver(true);
      return;
    }
    asked.answer(null);
  };
  const until = line(appName(app), `until ${untilInWords(session.expiresAt)}`);
  return (
    <>
      <h1>
        <EndQuestion apps={[app]} />
      </h1>
      {app.origin !== asked.origin && <p className="risk">{foreignWords(app, hostOf(asked.origin))}</p>}
      <Slip lines={[until, ...app.meters.map(({ what, words }) => line(what, words))]} />
      <p className="soft">Its key is worth nothing from then on. You can let it act for you again later.</p>
      <FeeNote fee={fee} />
      <Held>
        <Decision
          approve="End it with your passkey"
          onApprove={end}
          onClose={asked.decline}
          close="Keep it"
        />
      </Held>
    </>
  );
}

interface NothingToEndProps {
  readonly title: string;
  readonly onClose: () => void;
}

/** Says that there is nothing to be ended. */
function NothingToEnd({ title, onClose }: NothingToEndProps) {
  return (
    <>
      <h1>{title}</h1>
      <p className="soft">There is nothing to end.</p>
      <div className="rest" />
      <Button onPress={onClose}>Close</Button>
    </>
  );
}

/** Any app may name any session: the person has to see that it is not its own. */
function foreignWords({ origin }: App, asker: string): string {
  return origin === undefined
    ? `You approved this on another device: whether it is ${asker}, this one cannot tell.`
    : `It is ${asker} that asks you to, and this is another app.`;
}

function line(what: string, amount: string) {
  return { what, amount, details: [], limits: [] };
}

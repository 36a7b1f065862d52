import { revokeSession, revokeSessions } from "@zksync-sso/sdk/client";
import { useMemo, useState } from "react";
import type { Hash } from "viem";
import { act } from "../account/act.ts";
import { useOwnFee } from "../account/use-own-fee.ts";
import type { Desk } from "../desk/desk.ts";
import { Button } from "../ui/buttons.tsx";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FeeNote } from "../ui/fee-note.tsx";
import { appHost } from "./app-row.tsx";
import { endCall } from "./end-call.ts";
import { EndQuestion } from "./end-question.tsx";
import { endWords } from "./end-words.ts";
import { isEnded } from "./is-ended.ts";
import type { App } from "./read-apps.ts";
import { stillOpen } from "./still-open.ts";

interface EndDialogProps extends Desk {
  /** One, or all of them. */
  readonly apps: readonly App[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Ends what apps may do for the account. */
export function EndDialog({ chain, account, apps, onDone, onClose }: EndDialogProps) {
  const { contracts } = chain;
  const [isOver, setOver] = useState(false);
  const call = useMemo(() => endCall(chain, hashesOf(apps)), [chain, apps]);
  const fee = useOwnFee(chain, account, call);
  const endOpen = ([first, ...others]: readonly Hash[], say: (what: string) => void): Promise<unknown> => {
    if (!first) return Promise.resolve();
    const signature = others.length === 0 ? "revokeKey(bytes32)" : "revokeKeys(bytes32[])";
    return act({ chain, account, to: contracts.session, signature }, say, (client, options) =>
      others.length === 0
        ? revokeSession(client, { sessionId: first, contracts, ...options })
        : revokeSessions(client, { sessionIds: [first, ...others], contracts, ...options }),
    );
  };
  const end = async (say: (what: string) => void): Promise<void> => {
    // What is shown may be of a while ago.
    const open = await stillOpen({ chain, account }, hashesOf(apps));
    try {
      await endOpen(open, say);
    } catch (error) {
      const [single, ...others] = open;
      if (!single || others.length > 0 || !(await isEnded({ chain, account }, single))) throw error;
      setOver(true);
      return;
    }
    onDone();
  };
  if (isOver)
    return (
      <Dialog key="over" title="It is ended already." onClose={onDone}>
        <p>The chain says so: it was ended meanwhile, on another device perhaps.</p>
        <div className="buttons">
          <Button onPress={onDone}>Close</Button>
        </div>
      </Dialog>
    );
  const { isOneApp } = endWords(apps.map(appHost));
  const keys = `${isOneApp ? "Its" : "Their"} ${apps.length === 1 ? "key is" : "keys are"}`;
  const it = isOneApp ? "it" : "them";
  return (
    <Dialog title={<EndQuestion apps={apps} />} onClose={onClose}>
      <p>
        {keys} worth nothing from then on. You can let {it} act for you again later.
      </p>
      <FeeNote fee={fee} />
      <Decision
        approve={`End ${it} with your passkey`}
        onApprove={end}
        onClose={onClose}
        close={`Keep ${it}`}
      />
    </Dialog>
  );
}

function hashesOf(apps: readonly App[]) {
  return apps.map(({ listed }) => listed.sessionHash);
}

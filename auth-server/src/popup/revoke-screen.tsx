import { useCallback } from "react";
import type { Hash } from "viem";
import { readApp } from "../apps/read-apps.ts";
import { Asker, hostOf } from "../ui/asker.tsx";
import { ApproveButton, Button } from "../ui/buttons.tsx";
import { Held } from "../ui/held.tsx";
import { HostName } from "../ui/host-name.tsx";
import { Screen } from "../ui/screen.tsx";
import { Shown } from "../ui/shown.tsx";
import { Unbroken } from "../ui/unbroken.tsx";
import { useReading } from "../ui/use-reading.ts";
import { shortAddress } from "../words/address.ts";
import { EndForm } from "./end-form.tsx";
import type { RevokeScreenProps } from "./revoke-screen-props.ts";

/** Has the person leave an app, and end its session if that is asked for. */
export function RevokeScreen(props: RevokeScreenProps) {
  const { asked, chain, request } = props;
  const [options] = request.params;
  const hash = options?.revoke === true ? options.sessionHash : undefined;
  return (
    <Screen onEscape={asked.decline}>
      {hash === undefined ? <Leave {...props} /> : <End {...props} hash={hash} />}
      <footer className="foot">
        <span />
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}

/** Nothing ends on the chain. */
function Leave({ asked }: RevokeScreenProps) {
  return (
    <>
      <Asker origin={asked.origin} asks="is being left" />
      <h1>
        Leave <HostName host={hostOf(asked.origin)} />?
      </h1>
      <p className="soft">
        What you have let it do for you stays. To end that, look at “Apps that may act for you” on{" "}
        {hostOf(window.location.origin)}.
      </p>
      <Held>
        <div className="buttons">
          <ApproveButton
            onPress={() => {
              asked.answer(null);
            }}
          >
            Leave
          </ApproveButton>
          <Button onPress={asked.decline}>Stay</Button>
        </div>
      </Held>
    </>
  );
}

function End({ hash, ...props }: RevokeScreenProps & { readonly hash: Hash }) {
  const { asked, chain, account, onOther } = props;
  const reading = useReading(
    useCallback(
      async (tell: (progress: string) => void) => ({ app: await readApp(chain, account, hash, tell) }),
      [chain, account, hash],
    ),
  );
  return (
    <>
      <Asker origin={asked.origin} asks="asks to end what an app may do for you" />
      <Shown reading={reading}>
        {({ app }) =>
          app ? (
            <EndForm {...props} app={app} />
          ) : (
            <NotOfAccount account={account} onOther={onOther} onClose={asked.decline} />
          )
        }
      </Shown>
      {reading.problem && <Button onPress={asked.decline}>Keep it</Button>}
    </>
  );
}

interface NotOfAccountProps extends Pick<RevokeScreenProps, "account" | "onOther"> {
  readonly onClose: () => void;
}

/** Says that an account has not let any app do what is to be ended: it may be another one's of the person. */
function NotOfAccount({ account, onOther, onClose }: NotOfAccountProps) {
  return (
    <>
      <h1>Your account has let no app do this.</h1>
      <p className="soft">
        <Unbroken>{`There is nothing to end for ${shortAddress(account.address)}. If you have another account, it may be that one’s.`}</Unbroken>
      </p>
      <div className="rest" />
      <div className="buttons">
        <Button onPress={onOther}>Another account</Button>
        <Button onPress={onClose}>Close</Button>
      </div>
    </>
  );
}

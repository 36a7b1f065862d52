import { useEffect, useMemo, useState } from "react";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import type { SessionSpec } from "@zksync-sso/sdk/session";
import { zeroAddress } from "viem";
import { knownAccount, rememberAccount, type KnownAccount } from "../account/known-account.ts";
import { ApproveScreen } from "../approval/approve-screen.tsx";
import { askedConnection, type AskedConnection } from "../approval/asked-session.ts";
import { RefusedScreen } from "../approval/refused-screen.tsx";
import { SignInLine } from "../approval/sign-in-line.tsx";
import { Asker, hostOf } from "../ui/asker.tsx";
import { Busy } from "../ui/busy.tsx";
import { ApproveButton, Button } from "../ui/buttons.tsx";
import { Held } from "../ui/held.tsx";
import { HostName } from "../ui/host-name.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import { useTask } from "../ui/use-task.ts";
import { shortAddress } from "../words/address.ts";
import { problemOf } from "../words/problem.ts";
import type { Connecting } from "./connect-as.ts";
import { connectLate, preloadConnecting } from "./connect-late.ts";
import type { Person } from "./person.ts";
import { signInMessage, whySignInRefused } from "./sign-in-message.ts";
import { SignUpScreen } from "./sign-up-screen.tsx";
import type { Situation } from "./situation.ts";

interface ConnectScreenProps extends Situation {
  readonly request: Extract<ParsedRequest, { method: "wallet_connect" | "eth_requestAccounts" }>;
}

/** Connects somebody: who signs up, logs in or is known; with the session that the app asks for, if it does. */
export function ConnectScreen({ request, ...situation }: ConnectScreenProps) {
  const { asked, chain, now } = situation;
  const read = useMemo(() => readConnection(request, now, asked.origin), [request, now, asked.origin]);
  const [person, setPerson] = useState<Person | undefined>(() => knownAccount(chain.id));
  // What the person has lowered stays lowered, with whichever account they go on.
  const [lowered, setLowered] = useState<SessionSpec>();
  // A passkey that was made stays the account's to be, however often making the account fails.
  const connecting = useMemo<Connecting>(() => ({ situation, request }), [request, chain]);
  if ("problem" in read) return <RefusedScreen asked={asked} problem={read.problem} />;

  const { connection } = read;
  if (person === undefined)
    return (
      <SignUpScreen
        {...situation}
        connection={connection}
        connecting={connecting}
        onNew={() => {
          setPerson("new");
        }}
        onLogIn={async () => {
          const { logIn } = await import("../account/log-in.ts");
          const account = await logIn(chain);
          rememberAccount(chain.id, account);
          setPerson(account);
        }}
      />
    );
  const session = connection.session;
  if (session)
    return (
      <ApproveScreen
        {...situation}
        person={person}
        connection={connection}
        session={session}
        spec={lowered ?? session.spec}
        onSpec={setLowered}
        onApprove={(spec, adjusted, say) =>
          connectLate(connecting, person, connection, { spec, adjusted }, say)
        }
        onShown={preloadConnecting}
        onOther={() => {
          setPerson(undefined);
        }}
      />
    );
  if (person === "new") return null;
  return (
    <PlainScreen
      {...situation}
      account={person}
      connection={connection}
      connecting={connecting}
      onOther={() => {
        setPerson(undefined);
      }}
    />
  );
}

type Read = { readonly connection: AskedConnection } | { readonly problem: ReturnType<typeof problemOf> };

function readConnection(request: ConnectScreenProps["request"], now: bigint, origin: string): Read {
  try {
    const connection = askedConnection(request, now);
    const refused = connection.signIn && whySignInRefused(connection.signIn, origin);
    // What cannot be written as a message fails now, before a session is open.
    if (connection.signIn)
      signInMessage(connection.signIn, { origin, address: zeroAddress, now: new Date(0) });
    if (refused) return { problem: { what: refused, remedy: "Close this, and be careful with that app." } };
    return { connection };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

interface PlainScreenProps extends Situation {
  readonly account: KnownAccount;
  readonly connection: AskedConnection;
  readonly connecting: Connecting;
  readonly onOther: () => void;
}

/** Connects a known account without a session: nothing is signed, unless the app asks for a signature to sign in. */
function PlainScreen({ asked, chain, now, account, connection, connecting, onOther }: PlainScreenProps) {
  const { busy, problem, run } = useTask();
  useEffect(preloadConnecting, []);
  const host = hostOf(asked.origin);
  const { signIn, claimedName } = connection;
  return (
    <Screen onEscape={asked.decline}>
      <Asker origin={asked.origin} asks="wants you to sign in" claimedName={claimedName} />
      <h1>
        Sign in to <HostName host={host} />?
      </h1>
      <ul className="slip">
        <li>
          <p className="first">
            <span>See your account</span>
            <span className="mono unbroken">{shortAddress(account.address)}</span>
          </p>
          <p className="second">Its address, and what is public about it. It may not act for you.</p>
        </li>
      </ul>
      {signIn && <SignInLine signIn={signIn} asked={asked} now={now} />}
      {problem && <ProblemNote problem={problem} />}
      <Held>
        {busy ? (
          <Busy>{busy}</Busy>
        ) : (
          <div className="buttons">
            <ApproveButton
              onPress={() => {
                run(signIn ? "Waiting for your passkey…" : "Signing in…", (say) =>
                  connectLate(connecting, account, connection, undefined, say),
                );
              }}
            >
              {signIn ? "Sign in with your passkey" : "Sign in"}
            </ApproveButton>
            <div className="two">
              <Button onPress={onOther}>Another account</Button>
              <Button onPress={asked.decline}>Decline</Button>
            </div>
          </div>
        )}
      </Held>
      <footer className="foot">
        <span />
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}

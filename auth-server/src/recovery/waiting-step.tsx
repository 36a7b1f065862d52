import { guardianLink, spokenDigits } from "../guardians/guardian-request.ts";
import { Busy } from "../ui/busy.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { untilInWords } from "../words/time.ts";
import { GuardianAddresses } from "./guardian-addresses.tsx";
import { requestedPasskey } from "./new-passkey.ts";
import type { StepProps } from "./step-props.ts";

/** Has the person send the link to a guardian, and read them the digits when they call. */
export function WaitingStep({ stored, progress }: StepProps) {
  const passkey = requestedPasskey(stored.account);
  const request = { chainId: stored.chainId, account: stored.account.address, passkey };
  const link = guardianLink(window.location.origin, request);
  return (
    <>
      <h1>Send this link to your guardian.</h1>
      <Setback stored={stored} progress={progress} />
      <p className="message mono short" tabIndex={0} role="region" aria-label="The link">
        {link}
      </p>
      <CopyButton text={link} what="for your guardian" label="Copy the link" isMain />
      <div className="box">
        <p>When they call you, read them these digits:</p>
        <p className="most mono digits">{spokenDigits(request, passkey)}</p>
      </div>
      {progress.guardians.length > 0 && (
        <ul className="slip">
          <GuardianAddresses guardians={progress.guardians} />
        </ul>
      )}
      <Busy>Waiting for your guardian…</Busy>
      <p className="soft small">
        You can close this page. What you have begun is kept here, in this browser on this device.
      </p>
    </>
  );
}

function Setback({ stored, progress }: Pick<StepProps, "stored" | "progress">) {
  const { pending, guardians } = progress;
  if (guardians.length === 0)
    return (
      <p className="risk">Your account has no guardian any more: whoever has a key of it removed them.</p>
    );
  if (pending)
    return (
      <p className="risk">
        Another new passkey is on its way into your account. Until {untilInWords(pending.closesAt)} yours has
        to wait. If your guardian did not let it in for you, somebody else has asked them.
      </p>
    );
  if (!stored.hasBegun) return null;
  return (
    <p className="risk">
      What your guardian had begun was stopped, or its three days have gone by. If it was not you who stopped
      it, somebody has a key of your account. Your guardian can begin again with the same link.
    </p>
  );
}

import { Button } from "../ui/buttons.tsx";
import type { StepProps } from "./step-props.ts";

/** Says that the new passkey can never be let in: somebody has made an account with its id, which was seen on its way. */
export function TakenStep({ onForget }: StepProps) {
  return (
    <>
      <h1>This passkey cannot be let in any more.</h1>
      <p>
        Somebody has taken its name for an account of theirs while it was on its way. They have not got into
        your account. Make another passkey, and ask your guardian once more; delete this one from your device
        when you are back in.
      </p>
      <p className="soft small">
        The chain’s node says so, and this page goes on looking: if the node was wrong, you see it here.
      </p>
      <Button onPress={onForget}>Make another passkey</Button>
    </>
  );
}

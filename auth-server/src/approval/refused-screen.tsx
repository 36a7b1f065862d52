import { standardErrors } from "@zksync-sso/sdk/errors";
import type { AppRequest } from "../link/app-request.ts";
import { Asker } from "../ui/asker.tsx";
import { Button } from "../ui/buttons.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { Screen } from "../ui/screen.tsx";
import type { Problem } from "../words/problem.ts";

interface RefusedScreenProps {
  readonly asked: AppRequest;
  readonly problem: Problem;
  /** Whether another account might not have been refused: that it was would tell the app which one the person has. */
  readonly isOfAccount?: boolean;
  /** The person wants to go on with another account; nothing where that would not help. */
  readonly onOther?: (() => void) | undefined;
}

/**
 * Says that what an app asks for is not to be had. The person has nothing to decide, and the app is told why; or no more than if
 * they had declined, where the reason has to do with their account.
 */
export function RefusedScreen({ asked, problem, isOfAccount = false, onOther }: RefusedScreenProps) {
  const close = (): void => {
    if (isOfAccount) asked.decline();
    else asked.fail(standardErrors.rpc.invalidParams(`${problem.what} ${problem.remedy}`));
  };
  return (
    <Screen onEscape={close}>
      <Asker origin={asked.origin} asks="asked for something that is refused" />
      <h1>We said no for you.</h1>
      <ProblemNote problem={problem} />
      <div className="rest" />
      <div className="buttons">
        {onOther && <Button onPress={onOther}>Another account</Button>}
        <Button onPress={close}>Close</Button>
      </div>
    </Screen>
  );
}

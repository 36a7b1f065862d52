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
}

/**
 * Says that what an app asks for is not to be had. The person has nothing to decide, and the app is told why, unless that would
 * tell it which account the person has: it then learns no more than if they had declined.
 */
export function RefusedScreen({ asked, problem }: RefusedScreenProps) {
  const close = (): void => {
    if (problem.tellsAccount) asked.decline();
    else asked.fail(standardErrors.rpc.invalidParams(`${problem.what} ${problem.remedy}`));
  };
  return (
    <Screen onEscape={close}>
      <Asker origin={asked.origin} asks="asked for something that is refused" />
      <h1>We said no for you.</h1>
      <ProblemNote problem={problem} />
      <div className="rest" />
      <div className="buttons">
        <Button onPress={close}>Close</Button>
      </div>
    </Screen>
  );
}

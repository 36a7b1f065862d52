import { ZeroAddress } from "ethers";
import { TestExecutor__factory } from "../../../../typechain-types";
import type { AccountStage } from "../../../helpers/accounts/account-fixture";
import { encodeBatch, encodeDelegate, encodeSingle } from "../../../helpers/accounts/execution-mode";
import { readRefusal } from "../../../helpers/accounts/refusal";
import { suiteErrors } from "../../../helpers/accounts/suite-errors";

/** What an executor asks an account for. */
export interface ExecutorCall {
  readonly account: string;
  readonly mode: string;
  readonly executionCalldata: string;
}

/** The least that a mode can execute: one call of nobody, or a batch of none. */
export function callExecutor(account: string, mode: string): ExecutorCall {
  const callType = mode.slice(0, 4);
  const executionCalldata =
    callType === "0x01"
      ? encodeBatch([])
      : callType === "0x00"
        ? encodeSingle({ target: ZeroAddress })
        : encodeDelegate({ target: ZeroAddress });
  return { account, mode, executionCalldata };
}

/** Tries it without changing anything: "executed", or the name of the error the account refuses with. */
export async function readExecutor(
  stage: AccountStage,
  executor: string,
  call: ExecutorCall,
): Promise<string> {
  const contract = TestExecutor__factory.connect(executor, stage.deployer);
  return contract.run.staticCall(call.account, call.mode, call.executionCalldata).then(
    () => "executed",
    (thrown: unknown) => readRefusal(thrown, suiteErrors).error?.name ?? "",
  );
}

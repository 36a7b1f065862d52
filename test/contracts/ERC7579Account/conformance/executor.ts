import { ZeroAddress } from "ethers";
import { TestExecutor__factory } from "../../../../typechain-types";
import type { AccountStage } from "../../../helpers/accounts/account-fixture";
import { encodeBatch, encodeDelegate, encodeSingle } from "../../../helpers/accounts/execution-mode";
import { readRefusal } from "../../../helpers/accounts/refusal";
import { suiteErrors } from "../../../helpers/accounts/suite-errors";

/** What an executor asks an account to do. */
export interface ExecutorCall {
  readonly account: string;
  readonly mode: string;
  readonly executionCalldata: string;
}

/** Returns the least that a mode can execute: one call to an address without code, or an empty batch. */
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

/** Tries it in a static call: returns "executed", or the name of the error with which the account refuses. */
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

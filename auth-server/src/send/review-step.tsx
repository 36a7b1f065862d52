import { useCallback } from "react";
import type { Hash } from "viem";
import { getCode, getGasPrice } from "viem/actions";
import { accountClient, nodeClient } from "../account/account-client.ts";
import { tellActed } from "../account/acted.ts";
import { Slip } from "../approval/slip.tsx";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Button } from "../ui/buttons.tsx";
import { Shown } from "../ui/shown.tsx";
import { useReading } from "../ui/use-reading.ts";
import { addressInGroups } from "../words/address.ts";
import { ethInWords } from "../words/amount.ts";
import { fateOf, type Fate } from "./fate.ts";
import { sendOnce } from "./send-once.ts";
import type { SendOrder } from "./send-order.ts";
import { sentBefore } from "./sent-before.ts";
import { SentNote } from "./sent-note.tsx";

interface ReviewStepProps extends Desk {
  readonly order: SendOrder;
  readonly onSent: (hash: Hash) => void;
  readonly onBack: () => void;
}

/** Shows what is about to be sent, tried out on the chain, and has the person decide. */
export function ReviewStep({ chain, account, order, onSent, onBack }: ReviewStepProps) {
  const trial = useReading(
    useCallback(async () => {
      const node = nodeClient(chain);
      const [gas, price, code] = await Promise.all([
        accountClient(chain, account).estimateGas(order),
        getGasPrice(node),
        getCode(node, { address: order.to }),
      ]);
      return { fee: gas * price, isContract: code !== undefined && code !== "0x" };
    }, [chain, account, order]),
  );
  const before = sentBefore(chain, account);
  const past = useReading(
    useCallback(async () => {
      const sent = sentBefore(chain, account);
      return { fate: sent && (await fateOf(chain, sent)) };
    }, [chain, account]),
  );
  const told = past.problem ? undefined : past.value?.fate;
  const send = async (say: (what: string) => void): Promise<void> => {
    const hash = await sendOnce({ chain, account, order, told: told?.kind }, say).catch((error: unknown) => {
      // It may have been sent all the same: that is said before it is offered again.
      past.reload();
      tellActed();
      throw error;
    });
    tellActed();
    onSent(hash);
  };
  return (
    <>
      {before && <SentNote before={before} fate={told} />}
      <Shown reading={trial}>
        {({ fee, isContract }) => (
          <>
            <Slip
              lines={[
                {
                  what: "Send ETH",
                  amount: ethInWords(order.value),
                  address: addressInGroups(order.to),
                  details: isContract ? ["There is a contract or an account like yours"] : [],
                  limits: [],
                },
                { what: "Network fee", amount: `about ${ethInWords(fee)}`, details: [], limits: [] },
              ]}
            />
            <p className="soft small">What is sent cannot be taken back. Compare the address once more.</p>
            <Decision
              approve={before ? approvalAfter(told?.kind) : "Send with your passkey"}
              onApprove={send}
              onClose={onBack}
              close="Back"
            />
          </>
        )}
      </Shown>
      {trial.problem && (
        <div className="buttons">
          <Button onPress={onBack}>Back</Button>
        </div>
      )}
    </>
  );
}

function approvalAfter(fate: Fate["kind"] | undefined): string {
  const isOver = fate === "done" || fate === "unknown";
  return isOver ? "Send once more with your passkey" : "Try again with your passkey";
}

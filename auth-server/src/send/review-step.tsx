import { useCallback } from "react";
import { TransactionRevertedError } from "@zksync-sso/sdk/errors";
import type { Hash } from "viem";
import { getCode, getGasPrice, waitForTransactionReceipt } from "viem/actions";
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
import type { SendOrder } from "./send-order.ts";

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
  const send = async (say: (what: string) => void): Promise<void> => {
    const client = accountClient(chain, account);
    const hash = await client.sendTransaction(order);
    say("Waiting for the chain…");
    const { status } = await waitForTransactionReceipt(client, { hash });
    if (status !== "success") throw new TransactionRevertedError(hash);
    tellActed();
    onSent(hash);
  };
  return (
    <>
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
            <Decision approve="Send with your passkey" onApprove={send} onClose={onBack} close="Back" />
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

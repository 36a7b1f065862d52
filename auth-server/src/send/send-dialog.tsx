import { useState } from "react";
import type { Hash } from "viem";
import type { Desk } from "../desk/desk.ts";
import { Button } from "../ui/buttons.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { addressInGroups } from "../words/address.ts";
import { ethInWords } from "../words/amount.ts";
import { ReviewStep } from "./review-step.tsx";
import { SendForm } from "./send-form.tsx";
import type { SendOrder } from "./send-order.ts";

interface SendDialogProps extends Desk {
  /** Wei. */
  readonly balance: bigint;
  readonly onClose: () => void;
}

/** Sends ETH: what and to whom, a look at it, and it is done. */
export function SendDialog({ balance, onClose, ...desk }: SendDialogProps) {
  const [texts, setTexts] = useState({ to: "", amount: "" });
  const [order, setOrder] = useState<SendOrder>();
  const [hash, setHash] = useState<Hash>();
  const { chain } = desk;
  if (order && hash)
    return (
      <Dialog key="done" title="It is sent." onClose={onClose}>
        <p>{ethInWords(order.value)} went to</p>
        <p className="mono">{addressInGroups(order.to)}</p>
        {chain.explorerUrl && (
          <p>
            <a href={`${chain.explorerUrl}${hash}`} target="_blank" rel="noreferrer noopener">
              Look at it in the explorer
            </a>
          </p>
        )}
        <div className="buttons">
          <Button onPress={onClose}>Close</Button>
        </div>
      </Dialog>
    );
  if (order)
    return (
      <Dialog key="review" title={`Send ${ethInWords(order.value)}?`} onClose={onClose}>
        <ReviewStep
          {...desk}
          order={order}
          onSent={setHash}
          onBack={() => {
            setOrder(undefined);
          }}
        />
      </Dialog>
    );
  return (
    <Dialog key="form" title="Send ETH" onClose={onClose}>
      <SendForm
        {...desk}
        balance={balance}
        texts={texts}
        onTexts={setTexts}
        onOrder={setOrder}
        onClose={onClose}
      />
    </Dialog>
  );
}

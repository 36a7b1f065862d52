import { useState } from "react";
import { suiteOf } from "../chains/chain-config.ts";
import type { Desk } from "../desk/desk.ts";
import { Button } from "../ui/buttons.tsx";
import { TextField } from "../ui/text-field.tsx";
import { balanceInWords } from "../words/balance.ts";
import { readOrder, type OrderProblems, type SendOrder } from "./send-order.ts";

interface Texts {
  readonly to: string;
  readonly amount: string;
}

interface SendFormProps extends Desk {
  readonly balance: bigint;
  readonly texts: Texts;
  readonly onTexts: (texts: Texts) => void;
  readonly onOrder: (order: SendOrder) => void;
  readonly onClose: () => void;
}

/** Asks what is to be sent, and to whom. */
export function SendForm({ chain, account, balance, texts, onTexts, onOrder, onClose }: SendFormProps) {
  const [problems, setProblems] = useState<OrderProblems>({});
  const review = (): void => {
    const read = readOrder(texts, { address: account.address, balance, contracts: suiteOf(chain) });
    if ("order" in read) onOrder(read.order);
    else setProblems(read.problems);
  };
  const change = (changed: Partial<Texts>): void => {
    setProblems({});
    onTexts({ ...texts, ...changed });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        review();
      }}
    >
      <TextField
        label="To (an address)"
        value={texts.to}
        problem={problems.to}
        isAddress
        onChange={(to) => {
          change({ to });
        }}
      />
      <TextField
        label={`How much (you have ${balanceInWords(balance)} ETH)`}
        value={texts.amount}
        problem={problems.amount}
        isNumber
        onChange={(amount) => {
          change({ amount });
        }}
      />
      <div className="buttons">
        <button type="submit" className="button main">
          Review
        </button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </form>
  );
}

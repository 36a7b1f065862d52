import { useCallback, useEffect, useState } from "react";
import { getBalance } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import { onActed } from "../account/acted.ts";
import type { Desk } from "../desk/desk.ts";
import { ReceiveDialog } from "../receive/receive-dialog.tsx";
import { SendDialog } from "../send/send-dialog.tsx";
import { Button } from "../ui/buttons.tsx";
import { Shown } from "../ui/shown.tsx";
import { useReading } from "../ui/use-reading.ts";
import { useReturn } from "../ui/use-return.ts";
import { balanceInWords } from "../words/balance.ts";

/** Shows how much ETH there is, and where more comes in and some goes out. */
export function BalanceSection(desk: Desk) {
  const { chain, account } = desk;
  const [open, setOpen] = useState<"receive" | "send">();
  const balance = useReading(
    useCallback(() => getBalance(nodeClient(chain), { address: account.address }), [chain, account.address]),
  );
  const { reload } = balance;
  // Whoever comes back has perhaps sent something meanwhile.
  useReturn(reload);
  // Whatever the account does costs it a fee, perhaps.
  useEffect(() => onActed(reload), [reload]);
  const close = (): void => {
    setOpen(undefined);
    reload();
  };
  return (
    <section className="balance" aria-label="What you have">
      <div>
        <Shown reading={balance}>
          {(wei) => (
            <>
              <p className="amount">
                {balanceInWords(wei)} <span className="unit">ETH</span>
              </p>
              {wei === 0n && <p className="soft small">Nothing yet. What somebody sends you will be here.</p>}
            </>
          )}
        </Shown>
      </div>
      <div className="pair">
        <Button
          onPress={() => {
            setOpen("receive");
          }}
        >
          Receive
        </Button>
        <button
          type="button"
          className="button main"
          disabled={balance.value === undefined || balance.value === 0n}
          onClick={() => {
            setOpen("send");
          }}
        >
          Send
        </button>
      </div>
      {open === "receive" && <ReceiveDialog {...desk} onClose={close} />}
      {open === "send" && <SendDialog {...desk} balance={balance.value ?? 0n} onClose={close} />}
    </section>
  );
}

import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { upgradeAccount } from "@zksync-sso/sdk/client";
import { useMemo } from "react";
import { encodeFunctionData, type Address } from "viem";
import { act } from "../account/act.ts";
import { OwnFeeNote } from "../account/own-fee-note.tsx";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { addressInGroups } from "../words/address.ts";

interface UpgradeDialogProps extends Desk {
  readonly current: Address;
  readonly latest: Address;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Explains what newer code means for an account, and has the person decide. */
export function UpgradeDialog({ chain, account, current, latest, onDone, onClose }: UpgradeDialogProps) {
  const call = useMemo(() => {
    const data = encodeFunctionData({ abi: erc7579AccountAbi, functionName: "upgradeTo", args: [latest] });
    return { to: account.address, data };
  }, [account, latest]);
  const update = async (say: (what: string) => void): Promise<void> => {
    await act(
      { chain, account, to: account.address, signature: "upgradeTo(address)" },
      say,
      (client, options) =>
        // The very release that is shown: another may be out by now.
        upgradeAccount(client, { implementation: latest, contracts: chain.contracts, ...options }),
    );
    onDone();
  };
  return (
    <Dialog title="Update your account’s code?" onClose={onClose}>
      <p>
        The code decides what your account does with what you approve. Whoever publishes a release can publish
        a bad one: if in doubt, wait, and ask those you trust. Your address, keys, apps and guardians stay.
      </p>
      <ul className="slip">
        <li>
          <p className="first">
            <span>What it runs now</span>
          </p>
          <p className="second mono">{addressInGroups(current)}</p>
        </li>
        <li>
          <p className="first">
            <span>The new release</span>
          </p>
          <p className="second mono">{addressInGroups(latest)}</p>
        </li>
      </ul>
      <OwnFeeNote chain={chain} account={account} call={call} />
      <Decision
        approve="Update with your passkey"
        onApprove={update}
        onClose={onClose}
        close="Keep what I have"
      />
    </Dialog>
  );
}

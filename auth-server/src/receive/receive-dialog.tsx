import { getAddress } from "viem";
import type { Desk } from "../desk/desk.ts";
import { QrPicture } from "../qr/qr-picture.tsx";
import { Button } from "../ui/buttons.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { addressInGroups } from "../words/address.ts";

interface ReceiveDialogProps extends Desk {
  readonly onClose: () => void;
}

/** Shows where to send what the person shall get. */
export function ReceiveDialog({ chain, account, onClose }: ReceiveDialogProps) {
  const address = getAddress(account.address);
  return (
    <Dialog title="Receive" onClose={onClose}>
      <p>
        This is your address on {chain.name}. Only send on this chain: anything sent on another one will not
        arrive.
      </p>
      <QrPicture text={address} label="Your address as a QR code" />
      <p className="whole">
        <span className="mono">{addressInGroups(address)}</span>{" "}
        <CopyButton text={address} what="your address" />
      </p>
      <div className="buttons">
        <Button onPress={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}

import { Button } from "../ui/buttons.tsx";
import { Dialog } from "../ui/dialog.tsx";

interface LogOutDialogProps {
  readonly onForget: () => void;
  readonly onClose: () => void;
}

/** Says what logging out does and does not do, before it is done. */
export function LogOutDialog({ onForget, onClose }: LogOutDialogProps) {
  return (
    <Dialog title="Log out of this device?" onClose={onClose}>
      <p>
        This device forgets which account is yours. Your account and its passkeys stay as they are: you come
        back with “I have an account”.
      </p>
      <p className="soft small">
        Apps you approved can still act for you. If somebody else has this device, end them and remove its
        passkey first, from another device.
      </p>
      <div className="buttons">
        <button type="button" className="button main" onClick={onForget}>
          Log out
        </button>
        <Button onPress={onClose}>Stay</Button>
      </div>
    </Dialog>
  );
}

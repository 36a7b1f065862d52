import { Button } from "../ui/buttons.tsx";
import { Dialog } from "../ui/dialog.tsx";

interface StartOverDialogProps {
  readonly onStartOver: () => void;
  readonly onClose: () => void;
}

/** Says what is given up, before it is. */
export function StartOverDialog({ onStartOver, onClose }: StartOverDialogProps) {
  return (
    <Dialog title="Start over?" onClose={onClose}>
      <p>
        This browser forgets the new passkey and what it is for. If your guardian has begun to let it in,
        nobody can finish that any more, and they can begin anew only when its three days have gone by.
      </p>
      <div className="buttons">
        <button type="button" className="button stop" onClick={onStartOver}>
          Start over
        </button>
        <Button onPress={onClose}>Go on with it</Button>
      </div>
    </Dialog>
  );
}

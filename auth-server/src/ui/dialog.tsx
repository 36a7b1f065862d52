import { useCallback, useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { isTaskRunning } from "./use-task.ts";

interface DialogProps {
  readonly title: ReactNode;
  /** Escape does it, too, unless a task is running: what becomes of that is said here. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Shows one thing to read or decide over the page, which waits meanwhile. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const show = useCallback(() => {
    dialog.current?.showModal();
    // The browser would choose the first button: nothing shall be under the finger that is still typing.
    heading.current?.focus();
  }, []);
  useLayoutEffect(() => {
    const element = dialog.current;
    show();
    return () => {
      // Closed before it goes, it gives the focus back to what opened it.
      element?.close();
    };
  }, [show]);
  return (
    <dialog
      ref={dialog}
      className="dialog appear"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!isTaskRunning()) onClose();
      }}
      onClose={() => {
        // A second Escape closes it, and the browser does not ask.
        if (isTaskRunning()) show();
        else onClose();
      }}
    >
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}

import { useId, useLayoutEffect, useRef, type ReactNode } from "react";

interface DialogProps {
  readonly title: ReactNode;
  /** Escape does it, too. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Shows one thing to read or decide over the page, which waits meanwhile. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser would choose the first button: nothing shall be under the finger that is still typing.
    heading.current?.focus();
    return () => {
      // Closed before it goes, it gives the focus back to what opened it.
      element?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog appear"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}

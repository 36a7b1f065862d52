import { useEffect, useState } from "react";

/** Milliseconds for which a button says that it has copied. */
const SHOWN = 2000;

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for whoever hears the button. */
  readonly what: string;
  readonly label?: string;
  /** It is what the page is about. */
  readonly isMain?: boolean;
}

/** Copies a text. */
export function CopyButton({ text, what, label = "Copy", isMain = false }: CopyButtonProps) {
  const [state, setState] = useState<"ready" | "done" | "failed">("ready");
  useEffect(() => {
    if (state === "ready") return undefined;
    const timer = setTimeout(() => {
      setState("ready");
    }, SHOWN);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);
  const copy = (): void => {
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => {
          setState("done");
        },
        () => {
          setState("failed");
        },
      );
  };
  const words = { ready: label, done: "Copied", failed: "Select it to copy" };
  return (
    <button type="button" className={isMain ? "button main" : "link"} onClick={copy}>
      <span role="status">{words[state]}</span>
      {state === "ready" && <span className="unseen"> {what}</span>}
    </button>
  );
}

import { useContext, useEffect, useState, type ReactNode } from "react";
import { AllSeenContext } from "./all-seen.ts";

/** Milliseconds that a button is inert for after it appears, or the window comes back: a click meant for something else. */
const INERT = 500;

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly disabled?: boolean;
}

/**
 * The button that approves something. For the first half second after it appears, and after the window comes back into view, it
 * does nothing; Enter does not press it. Until all has been in view that it approves, it shows the rest of that instead.
 */
export function ApproveButton({ children, onPress, disabled = false }: ButtonProps) {
  const { isSeen, showRest } = useContext(AllSeenContext);
  const isArmed = useArmed(isSeen);
  return (
    <button
      type="button"
      className="button main"
      aria-disabled={!isArmed}
      disabled={disabled}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.preventDefault();
      }}
      onClick={() => {
        if (!isSeen) showRest();
        else if (isArmed) onPress();
      }}
    >
      {children}
    </button>
  );
}

/** A button that approves nothing: it goes on, or back. */
export function Button({ children, onPress, disabled = false }: ButtonProps) {
  return (
    <button type="button" className="button" disabled={disabled} onClick={onPress}>
      {children}
    </button>
  );
}

function useArmed(isSeen: boolean): boolean {
  const [isArmed, setArmed] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const rearm = (): void => {
      clearTimeout(timer);
      setArmed(false);
      if (!isSeen) return;
      timer = setTimeout(() => {
        setArmed(true);
      }, INERT);
    };
    const whenSeen = (): void => {
      if (document.visibilityState === "visible") rearm();
    };
    rearm();
    window.addEventListener("focus", rearm);
    document.addEventListener("visibilitychange", whenSeen);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("focus", rearm);
      document.removeEventListener("visibilitychange", whenSeen);
    };
  }, [isSeen]);
  return isArmed;
}

import { useEffect, type ReactNode } from "react";
import { useFollowedFocus } from "./use-followed-focus.ts";
import { isTaskRunning } from "./use-task.ts";

interface ScreenProps {
  readonly children: ReactNode;
  /** What Escape does unless a task is running, as then no button does it: declines, if there is something to decline. */
  readonly onEscape?: () => void;
}

/** A screen of the popup. */
export function Screen({ children, onEscape }: ScreenProps) {
  const screen = useFollowedFocus();
  useEffect(() => {
    if (!onEscape) return undefined;
    const press = ({ key, isComposing }: KeyboardEvent): void => {
      // What is being composed is taken back by it, and not what is asked for.
      if (key === "Escape" && !isComposing && !isTaskRunning()) onEscape();
    };
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
    };
  }, [onEscape]);
  return (
    <main ref={screen} className="screen appear">
      {children}
    </main>
  );
}

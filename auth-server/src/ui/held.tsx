import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { AllSeenContext } from "./all-seen.ts";

/**
 * Holds the buttons of a screen at the window's foot, over what does not fit. While some of it has never been in view, nothing
 * can be approved: the button shows the rest instead.
 */
export function Held({ children }: { readonly children: ReactNode }) {
  const end = useRef<HTMLDivElement>(null);
  const held = useRef<HTMLDivElement>(null);
  const hint = useRef<HTMLButtonElement>(null);
  const { isOver, isSeen } = useSight(end, held, hint);
  const showRest = (): void => {
    window.scrollTo({ top: document.documentElement.scrollHeight });
  };
  return (
    <AllSeenContext value={{ isSeen, showRest }}>
      <div ref={end} className="rest" />
      <div ref={held} className={isOver ? "held over" : "held"}>
        {isOver && !isSeen && (
          <button ref={hint} type="button" className="link" onClick={showRest}>
            Read the rest first
          </button>
        )}
        {children}
      </div>
    </AllSeenContext>
  );
}

type Place = RefObject<HTMLElement | null>;

/** Follows whether the buttons are over something, and whether the end of it has ever been in view. */
function useSight(end: Place, held: Place, hint: Place) {
  const [sight, setSight] = useState({ isOver: false, isSeen: false });
  useEffect(() => {
    const look = (): void => {
      if (!end.current || !held.current) return;
      // The hint goes when all has been in view: what it alone covers is not hidden.
      const top = hint.current?.getBoundingClientRect().bottom ?? held.current.getBoundingClientRect().top;
      const isOver = end.current.getBoundingClientRect().bottom > top + 1;
      setSight((last) => {
        const isSeen = last.isSeen || !isOver;
        return last.isOver === isOver && last.isSeen === isSeen ? last : { isOver, isSeen };
      });
    };
    // Looks once at first, too.
    const sizes = new ResizeObserver(look);
    sizes.observe(document.body);
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      sizes.disconnect();
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [end, held, hint]);
  return sight;
}

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
  const { isOver, isSeen, isKnown, showRest } = useSight(end, held, hint);
  return (
    <AllSeenContext value={{ isSeen, showRest }}>
      <div ref={end} className="rest" />
      <div ref={held} className={isOver ? "held over" : "held"}>
        {isKnown && !isSeen && (
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

/** How much of what was in view stays there when the rest is shown, in CSS pixels: nobody loses the line they read. */
const OVERLAP = 48;

/**
 * Follows whether the buttons are over something, and how far down all has ever been in view: what is jumped over has not. In a
 * low window, where the buttons are not held, the window's foot hides the rest.
 */
function useSight(end: Place, held: Place, hint: Place) {
  const [sight, setSight] = useState({ isOver: false, isSeen: false, isKnown: false });
  const seenTo = useRef(0);
  useEffect(() => {
    const look = (): void => {
      if (!end.current || !held.current) return;
      // The hint goes when all has been in view: what it alone covers is not hidden.
      const top = hint.current?.getBoundingClientRect().bottom ?? held.current.getBoundingClientRect().top;
      const foot = Math.min(top, window.innerHeight);
      const bottom = end.current.getBoundingClientRect().bottom;
      const isOver = bottom > foot + 1;
      if (window.scrollY <= seenTo.current) seenTo.current = Math.max(seenTo.current, window.scrollY + foot);
      setSight((last) => {
        const isSeen = last.isSeen || window.scrollY + bottom <= seenTo.current + 1;
        const isSame = last.isKnown && last.isOver === isOver && last.isSeen === isSeen;
        return isSame ? last : { isOver, isSeen, isKnown: true };
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
  const showRest = (): void => {
    window.scrollTo({ top: Math.max(0, seenTo.current - OVERLAP) });
  };
  return { ...sight, showRest };
}

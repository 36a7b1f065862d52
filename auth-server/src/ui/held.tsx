import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { AllSeenContext } from "./all-seen.ts";

/**
 * Holds the buttons of a screen at the window's foot, over what does not fit. While some of it has never been in view, nothing
 * can be approved: the button shows the rest instead.
 */
export function Held({ children }: { readonly children: ReactNode }) {
  const end = useRef<HTMLDivElement>(null);
  const held = useRef<HTMLDivElement>(null);
  const { isOver, isSeen } = useSight(end, held);
  const showRest = (): void => {
    window.scrollTo({ top: document.documentElement.scrollHeight });
  };
  return (
    <AllSeenContext value={{ isSeen, showRest }}>
      <div ref={end} className="rest" />
      <div ref={held} className={isOver ? "held over" : "held"}>
        {isOver && !isSeen && (
          <button type="button" className="link" onClick={showRest}>
            Read the rest first
          </button>
        )}
        {children}
      </div>
    </AllSeenContext>
  );
}

/** Follows whether the buttons are over something, and whether the end of it has ever been in view. */
function useSight(end: RefObject<HTMLElement | null>, held: RefObject<HTMLElement | null>) {
  const [sight, setSight] = useState({ isOver: false, isSeen: false });
  useEffect(() => {
    const look = (): void => {
      if (!end.current || !held.current) return;
      const [bottom, top] = [end.current, held.current].map((element) => element.getBoundingClientRect());
      const isOver = (bottom?.bottom ?? 0) > (top?.top ?? 0) + 1;
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
  }, [end, held]);
  return sight;
}

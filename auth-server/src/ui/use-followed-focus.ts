import { useEffect, useRef, type RefObject } from "react";

/**
 * Gives a screen the focus that nothing else has: the button that led here is gone, and a screen reader would go on with the
 * window's first word, or with nothing. The heading gets it as soon as there is one. What a person has focused keeps it.
 */
export function useFollowedFocus(): RefObject<HTMLElement | null> {
  const screen = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = screen.current;
    if (!element) return undefined;
    const follow = (): void => {
      const focused = document.activeElement;
      if (focused !== document.body && focused !== element) return;
      const target = element.querySelector("h1") ?? element;
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    };
    follow();
    const observer = new MutationObserver(follow);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
    };
  }, []);
  return screen;
}

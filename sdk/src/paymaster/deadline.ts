/** Returns a signal that aborts after so many milliseconds. React Native's, and older browsers', cannot be asked for one. */
export function deadline(milliseconds: number): AbortSignal {
  if ((AbortSignal as Partial<typeof AbortSignal>).timeout) return AbortSignal.timeout(milliseconds);
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort();
  }, milliseconds);
  return controller.signal;
}

/** Says whether there is a window that shows a page: not on a server, and not in React Native, whose window is none. */
export function hasPage(): boolean {
  return typeof window !== "undefined" && (window as Partial<Window>).location !== undefined;
}

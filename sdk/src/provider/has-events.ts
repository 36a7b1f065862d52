/** Says whether there is a window that has events: not on a server, and not in React Native, whose window is none. */
export function hasEvents(): boolean {
  return typeof window !== "undefined" && typeof (window as Partial<Window>).addEventListener === "function";
}

/** The question whether what apps may do is to be ended, up to "may do for you?". */
export interface EndWords {
  readonly before: string;
  /** Stands after that, where it is about one app, and this device knows which. */
  readonly host?: string;
  /** Whether it is about one app: of several sessions, too. */
  readonly isOneApp: boolean;
}

/**
 * Says whose sessions are to be ended: one app may have several.
 *
 * @param hosts - of the sessions' apps; nothing of one that was approved elsewhere
 */
export function endWords(hosts: readonly (string | undefined)[]): EndWords {
  const apps = [...new Set(hosts)];
  const [host] = apps;
  if (hosts.length === 1)
    return host === undefined
      ? { before: "End what this app", isOneApp: true }
      : { before: "End what ", host, isOneApp: true };
  // How many apps those are this device does not know.
  if (apps.includes(undefined)) return { before: "End everything apps", isOneApp: false };
  if (apps.length === 1 && host !== undefined) return { before: "End everything ", host, isOneApp: true };
  return {
    before: apps.length === 2 ? "End what both apps" : `End what all ${apps.length} apps`,
    isOneApp: false,
  };
}

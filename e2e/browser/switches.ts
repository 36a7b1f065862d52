/**
 * The switches with which the tests' Chromium is started. Neither Playwright's list nor the package's own
 * (`chromium.args`) is used: they disable protections, the package's even web security and site isolation.
 */
export const SWITCHES: readonly string[] = [
  "--headless",
  // Guards the machine from pages, not pages from each other; a container's root cannot have it.
  "--no-sandbox",
  // Nothing but this machine can be reached, by name or by number, whatever proxy the environment names.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
  "--no-proxy-server",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  "--no-startup-window",
  // Background pages run as fast as those in front.
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  // Pictures are the same everywhere.
  "--force-color-profile=srgb",
  "--hide-scrollbars",
  // Containers have little shared memory.
  "--disable-dev-shm-usage",
  "--mute-audio",
  // On loopback, at a port that the system chooses.
  "--remote-debugging-port=0",
];

/** Switches that allow what people's browsers refuse. */
const WEAKENING =
  /^--(allow-|disable-(ipc-flooding|popup-blocking|setuid|site-isolation|web-security)|enable-unsafe|ignore-certificate|in-process|no-zygote|reduce-security|remote-allow-origins|single-process|unsafely)/;

/** Features without which a browser isolates sites less. */
const NEEDED_FEATURES = /IsolateOrigins|site-per-process|ThirdPartyStoragePartitioning|LocalNetworkAccess/;

/** Returns which of a browser's arguments weaken it, except `--no-sandbox`. */
export function weakeningSwitches(commandLine: readonly string[]): string[] {
  return commandLine.filter(
    (each) => WEAKENING.test(each) || (each.startsWith("--disable-features=") && NEEDED_FEATURES.test(each)),
  );
}

/**
 * What the tests' Chromium is started with. Neither Playwright's list is used nor the package's own (`chromium.args`): they
 * switch off what keeps people safe, the package's even web security and the isolation of sites.
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
  // Pages in the background go on as fast as those in front.
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

/** Switches that make a browser let through what people's browsers refuse. */
const WEAKENING =
  /^--(allow-|disable-(ipc-flooding|popup-blocking|setuid|site-isolation|web-security)|enable-unsafe|ignore-certificate|in-process|no-zygote|reduce-security|remote-allow-origins|single-process|unsafely)/;

/** Features without which a browser keeps sites less apart. */
const NEEDED_FEATURES = /IsolateOrigins|site-per-process|ThirdPartyStoragePartitioning|LocalNetworkAccess/;

/** Returns what among a browser's arguments weakens it, but for `--no-sandbox`. */
export function weakeningSwitches(commandLine: readonly string[]): string[] {
  return commandLine.filter(
    (each) => WEAKENING.test(each) || (each.startsWith("--disable-features=") && NEEDED_FEATURES.test(each)),
  );
}

/** Headers of every answer, by name. */
export type Headers = Readonly<Record<string, string>>;

/**
 * Returns the headers that the auth server's page is served with. `Cross-Origin-Opener-Policy` is left out: it would cut the
 * page off from the app that opened it.
 *
 * @param rpcUrls - of the chains' nodes: the only addresses the page talks to besides its own
 */
export function securityHeaders(rpcUrls: readonly string[]): Headers {
  const nodes = [...new Set(rpcUrls.map((url) => new URL(url).origin))];
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...nodes].join(" ")}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ];
  return {
    "Content-Security-Policy": policy.join("; "),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
  };
}

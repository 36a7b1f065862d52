const CUTTING: readonly string[] = ["same-origin", "noopener-allow-popups"];

/**
 * Returns the page's own Cross-Origin-Opener-Policy if it cuts the page off from windows of another origin, as HTML
 * section 7.1.3 says. Scripts cannot read it, so that the page's headers are asked for again.
 */
export async function openerPolicyOf(page: Window): Promise<string | undefined> {
  // Only pages with this policy are isolated; their headers need not be asked for.
  if (page.crossOriginIsolated) return "same-origin";
  try {
    const { headers } = await page.fetch(page.location.href, { method: "HEAD" });
    const policy = headers.get("cross-origin-opener-policy")?.split(";", 1)[0]?.trim();
    return policy !== undefined && CUTTING.includes(policy) ? policy : undefined;
  } catch {
    // The page may have been opened without its server; then nothing is known.
    return undefined;
  }
}

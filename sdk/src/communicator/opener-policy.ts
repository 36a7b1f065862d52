/** The one policy that cuts a page off from windows it opens; `noopener-allow-popups` cuts it off from its opener only. */
const CUTTING = "same-origin";

/**
 * Returns the page's own Cross-Origin-Opener-Policy if it cuts the page off from windows of another origin, as HTML
 * section 7.1.3 says. Scripts cannot read it, so that the page's headers are asked for again.
 */
export async function openerPolicyOf(page: Window): Promise<string | undefined> {
  // Only pages with this policy are isolated; their headers need not be asked for.
  if (page.crossOriginIsolated) return CUTTING;
  try {
    const { headers } = await page.fetch(page.location.href, { method: "HEAD" });
    const policy = headers.get("cross-origin-opener-policy")?.split(";", 1)[0]?.trim();
    return policy === CUTTING ? policy : undefined;
  } catch {
    // The page may have been opened without its server; then nothing is known.
    return undefined;
  }
}

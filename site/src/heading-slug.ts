/**
 * Makes a heading's anchor as the hosts of repositories do, so that a link to it works there and on the site: lower case,
 * hyphens for spaces, and nothing but letters, digits, hyphens and underscores.
 */
export function headingSlug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

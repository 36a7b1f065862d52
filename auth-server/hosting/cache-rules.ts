/** Where files lie whose names change with their content. */
export const HASHED_FILES = "/assets/";

/** What `Cache-Control` says of those: they are kept for good. */
export const KEPT = "public, max-age=31536000, immutable";

/** What it says of anything else: asked for again each time, so that nobody meets an old page or an old list of chains. */
export const ASKED_AGAIN = "no-cache";

/** Paths of the page's own besides `/`: each is answered with `index.html`, which reads its address. */
export const PAGE_PATHS = ["/confirm", "/recover", "/guard"] as const;

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { MarkdownRenderer } from "vitepress";

/** Drawings of a page's own, which the theme colours. */
const DRAWING = /^[^:]+\.svg$/;

/**
 * Puts drawings into the page instead of linking to them, so that they follow the site's look, light or dark. Their own style
 * sheet, which follows the system's wherever else they are shown, is left out.
 */
export function inlinePictures(md: MarkdownRenderer): void {
  const asImage = md.renderer.rules.image!;
  md.renderer.rules.image = (tokens, index, options, env, self) => {
    const token = tokens[index]!;
    const source = token.attrGet("src") ?? "";
    if (!DRAWING.test(source)) return asImage(tokens, index, options, env, self);
    const drawing = readFileSync(join(dirname((env as { path: string }).path), source), "utf8");
    const label = md.utils.escapeHtml(token.content);
    return `<span class="drawing" v-pre role="img" aria-label="${label}" tabindex="0">${withoutStyle(drawing)}</span>`;
  };
}

/** One line, and no style sheet: neither Markdown nor Vue take those within a paragraph. */
export function withoutStyle(drawing: string): string {
  return drawing.replace(/<style>.*?<\/style>/gs, "").replace(/\s*\n\s*/g, " ");
}

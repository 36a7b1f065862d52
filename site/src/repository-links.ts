import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { MarkdownRenderer } from "vitepress";
import { REPOSITORY } from "./repository.js";

type Token = ReturnType<MarkdownRenderer["parse"]>[number];

/** Pages that show a file from outside of docs/. */
const SHOWN: Readonly<Record<string, string>> = {
  "README.md": "/",
  "SECURITY.md": "/reporting",
  "CONTRIBUTING.md": "/contributing",
};
const README = /(^|\/)README\.md$/;

/**
 * Has links to files of the repository work on the site: one to a page leads to the page; one to any other file to where the
 * repository is hosted, if `sourceUrl` says where, and else is no link but the file's name.
 */
export function repositoryLinks(md: MarkdownRenderer, sourceUrl: string | undefined): void {
  md.core.ruler.push("repository-links", ({ tokens, env }) => {
    const page = relative(REPOSITORY, (env as { realPath?: string; path: string }).realPath ?? env.path);
    for (const { children } of tokens)
      for (const [i, token] of (children ?? []).entries()) point(children!, i, token);

    function point(among: Token[], i: number, token: Token): void {
      const href = token.type === "link_open" ? token.attrGet("href") : null;
      if (href === null || /^([a-z]+:|#|\/)/.test(href)) return;
      const to = destination(page, href, sourceUrl);
      if (to !== undefined) token.attrSet("href", to);
      else unlink(among, i);
    }
  });
}

/**
 * Returns where a link of a page leads on the site, or undefined if nowhere. What is no file is left as it is, for VitePress
 * to report.
 */
export function destination(page: string, href: string, sourceUrl: string | undefined): string | undefined {
  const [path = "", hash] = href.split("#");
  const end = hash === undefined ? "" : `#${hash}`;
  // A file from outside of docs/ that a page shows has its links from the repository's top.
  const file = [join(dirname(page), path), path].find((each) => existsSync(join(REPOSITORY, each)));
  if (file === undefined) return href;
  const shown = SHOWN[file];
  if (shown !== undefined) return shown + end;
  if (file.startsWith("docs/") && file.endsWith(".md"))
    return file.slice("docs".length).replace(README, "$1") + end;
  return sourceUrl === undefined ? undefined : `${sourceUrl}/${file}${end}`;
}

/** Replaces a link's two ends, which have no other link between them. */
function unlink(among: Token[], at: number): void {
  const opening = among[at]!;
  const closing = among.slice(at).find(({ type }) => type === "link_close")!;
  const title = opening.attrGet("href")!.replace(/^(\.\.\/)+/, "");
  for (const token of [opening, closing]) token.type = "html_inline";
  opening.content = `<span class="repository-file" title="In the repository: ${title}">`;
  closing.content = "</span>";
}

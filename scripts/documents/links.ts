import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { headingSlug } from "../../site/src/heading-slug";
import { PROJECT_ROOT, type Document } from "./documents";

/** A link, a picture, or a picture as a tag. */
const TARGET = /\]\(([^)#\s]*)(?:#([^)\s]*))?[^)]*\)|<img src="([^"]+)"/g;
const FENCED = /^```.*?^```$/gms;

/** Reports a page's links and pictures that lead to no file of the repository, and those to headings that no page has. */
export function brokenLinks({ path, text }: Document): string[] {
  return [...text.replace(FENCED, "").matchAll(TARGET)].flatMap(([, link = "", heading, picture]) => {
    const target = picture ?? link;
    if (/^[a-z]+:/.test(target)) return [];
    const file = join(PROJECT_ROOT, dirname(path), target);
    if (target !== "" && !existsSync(file)) return [`${path} links to ${target}, which does not exist`];
    if (!heading || !/^$|\.md$/.test(target)) return [];
    if (headingsOf(target === "" ? text : readFileSync(file, "utf8")).has(heading)) return [];
    return [`${path} links to ${target}#${heading}, but no heading there has this anchor`];
  });
}

/** Returns the anchors of a page's headings; one that is there again has a number behind it. */
export function headingsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of text.replace(FENCED, "").matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = headingSlug(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"));
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

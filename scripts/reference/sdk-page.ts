import { code, prose, table } from "./markdown";
import type { ExportTag, SdkExport } from "./sdk-declarations";
import type { SdkEntry } from "./sdk-entry";

const HEADINGS: Readonly<Record<SdkExport["kind"], string>> = {
  function: "Functions",
  class: "Classes",
  constant: "Constants",
  type: "Types",
};
/** A constant's type that is longer says less than its name: an ABI or a schema, member by member. */
const MOST_LETTERS = 1500;

/** Writes the page of one entry point, as paragraphs. */
export function sdkPage({ path, source }: SdkEntry, about: string, exports: readonly SdkExport[]): string[] {
  const kinds = Object.entries(HEADINGS) as [SdkExport["kind"], string][];
  return [
    `# ${code(path)}`,
    prose(about),
    `[${source}](../../${source})`,
    ...kinds.flatMap(([kind, heading]) => {
      const some = exports.filter((each) => each.kind === kind);
      return some.length === 0 ? [] : [`## ${heading}`, ...some.flatMap(exportPart)];
    }),
  ];
}

/** Writes the first page of the SDK's reference. */
export function sdkIndex(entries: readonly (SdkEntry & { readonly about: string })[]): string[] {
  const rows = entries.map(({ path, page, about }) => [`[${code(path)}](${page}.md)`, prose(about)]);
  return [
    "# SDK reference",
    "Everything that the SDK exports, by the path it is imported from, as the compiler declares it. `npm run generate` writes these pages.",
    "[Use it from your dapp](../sdk/README.md) is where to begin; the pages beside it explain each part by examples.",
    ...table(["import from", "what it has"], rows),
  ];
}

function exportPart({ name, kind, declaration, comment, tags }: SdkExport): string[] {
  const isShown = kind !== "constant" || declaration.length <= MOST_LETTERS;
  const parameters = tags.filter((tag) => tag.name === "param").map(parameterRow);
  return [
    `### ${name}`,
    prose(comment),
    isShown ? `\`\`\`ts\n${declaration}\n\`\`\`` : "",
    ...table(["parameter", "meaning"], parameters),
    ...sentences("Returns", tags, "returns"),
    ...sentences("Throws", tags, "throws"),
    ...sentences("By default", tags, "defaultValue"),
    ...sentences("Deprecated:", tags, "deprecated"),
  ];
}

/** The compiler puts the name in front. */
function parameterRow({ text }: ExportTag): string[] {
  const [, name = "", meaning = ""] = /^(\S+)\s*-?\s*(.*)$/s.exec(text) ?? [];
  return [code(name), prose(meaning)];
}

function sentences(head: string, tags: readonly ExportTag[], name: string): string[] {
  return tags.filter((tag) => tag.name === name).map(({ text }) => `${head} ${prose(text)}`);
}

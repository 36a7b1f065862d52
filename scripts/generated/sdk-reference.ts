import { join } from "node:path";
import { markdownPage } from "../reference/markdown";
import { SdkDeclarations } from "../reference/sdk-declarations";
import { sdkEntries } from "../reference/sdk-entry";
import { sdkIndex, sdkPage } from "../reference/sdk-page";
import { projectPath } from "../toolchain/toolchain";
import { filesBelow } from "./files-below";
import type { Generated } from "./generated";

const FOLDER = "docs/sdk-reference";

/** The pages of what the SDK exports, from the comments on it. */
export const sdkReference: Generated = {
  from: "the SDK",
  present: () => filesBelow(projectPath(FOLDER)).map((name) => join(FOLDER, name)),
  make: async () => {
    const sdk = new SdkDeclarations();
    const entries = sdkEntries().map((entry) => ({ ...entry, about: sdk.describe(entry) }));
    const made = new Map<string, string>();
    const write = async (page: string, paragraphs: readonly string[]) => {
      const path = join(FOLDER, `${page}.md`);
      made.set(path, await markdownPage(path, paragraphs));
    };
    await write("README", sdkIndex(entries));
    for (const entry of entries) await write(entry.page, sdkPage(entry, entry.about, sdk.exportsOf(entry)));
    return made;
  },
};

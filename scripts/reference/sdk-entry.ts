import { readFileSync } from "node:fs";
import { projectPath } from "../toolchain/toolchain";

/** What can be imported from the SDK under one path. */
export interface SdkEntry {
  /** As it is imported. */
  readonly path: string;
  /** Its page's name, without a folder. */
  readonly page: string;
  /** Path of its source from the project's root. */
  readonly source: string;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** Lists the SDK's entry points, as its package.json does. */
export function sdkEntries(): SdkEntry[] {
  const manifest = JSON.parse(readFileSync(projectPath("sdk/package.json"), "utf8")) as Manifest;
  return Object.entries(manifest.exports).flatMap(([path, target]) => {
    if (typeof target === "string") return [];
    const inside = path.replace(/^\.\/?/, "");
    return [
      {
        path: [manifest.name, inside].filter((part) => part !== "").join("/"),
        page: inside === "" ? "sdk" : inside.replaceAll("/", "-"),
        source: target.types.replace("./dist/", "sdk/src/").replace(".d.ts", ".ts"),
      },
    ];
  });
}

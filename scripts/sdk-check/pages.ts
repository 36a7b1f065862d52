import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./finding.js";
import type { PackedSdk } from "./pack.js";

/** Looks in the package for the pages that errors name, and for those that these link to. */
export function checkPages({ folder }: PackedSdk): Finding {
  const name = "pages that errors name";
  const code = readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(join(folder, "dist", file), "utf8"));
  const pages = new Set(
    code.flatMap((text) => [...text.matchAll(/\bdocs\/[\w/-]+\.md/g)].map(([page]) => page)),
  );
  const missing = [...pages].filter((page) => !existsSync(join(folder, page)));
  const holds = pages.size > 0 && missing.length === 0;
  return {
    name,
    holds,
    figure: holds ? `${pages.size} are in the package` : `not in the package: ${missing.join(", ")}`,
  };
}

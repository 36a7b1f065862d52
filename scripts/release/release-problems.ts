import type { ReleasedPackage } from "./manifest";

const VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const REPOSITORY = /^git\+https:\/\/[\w.-]+\/.+\.git$/;
/** What users need besides code. */
const ALWAYS = "CHANGELOG.md";

/** Says what keeps a package from being released, and what to do about it. */
export function releaseProblems({ folder, manifest, changelog }: ReleasedPackage): string[] {
  const { name, version, engines, files = [], publishConfig, repository, sideEffects } = manifest;
  const checks: readonly [boolean, string][] = [
    [!manifest.private, "is private; take that out"],
    [VERSION.test(version), `has the version ${version}; it takes three numbers`],
    [manifest.license === "MIT", "has no licence MIT"],
    [engines?.node !== undefined, "does not say which Node it needs, in engines"],
    [sideEffects !== undefined, "does not say which files have side effects, in sideEffects"],
    [files.includes(ALWAYS), `does not publish ${ALWAYS}; add it to files`],
    [manifest.exports !== undefined, "exports nothing"],
    [publishConfig?.access === "public", "is not published for everyone; set publishConfig.access to public"],
    [publishConfig?.provenance === true, "is published without provenance; set publishConfig.provenance"],
    [
      repository?.directory === folder && REPOSITORY.test(repository.url ?? ""),
      `names no repository, which provenance is checked against; set repository to { "type": "git", "url": "git+https://….git", "directory": "${folder}" }`,
    ],
    [changesOf(changelog, version) !== "", `has nothing in its ${ALWAYS} under "## ${version}"`],
    [
      unreleased(manifest.dependencies).length === 0,
      `depends on ${unreleased(manifest.dependencies).join(", ")}, not by a version`,
    ],
  ];
  return checks.filter(([isGood]) => !isGood).map(([, problem]) => `${name} ${problem}`);
}

/** Returns what a changelog says of a version; an empty text if that is nothing. */
export function changesOf(changelog: string, version: string): string {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.split("\n")[0]!.trim() === version);
  return section?.split("\n").slice(1).join("\n").trim() ?? "";
}

/** Lists the dependencies that only this repository can resolve. */
function unreleased(dependencies: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(dependencies)
    .filter(([, range]) => /^(file|link|workspace|git)/.test(range))
    .map(([name]) => name);
}

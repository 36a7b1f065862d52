import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execFile, execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect } from "chai";
import {
  exportedFiles,
  PUBLISHED,
  readReleased,
  type ReleasedPackage,
} from "../../../scripts/release/manifest";
import { pendingProblems } from "../../../scripts/release/pending-changes";
import { changesOf, releaseProblems } from "../../../scripts/release/release-problems";
import { projectPath } from "../../../scripts/toolchain/toolchain";

const GOOD: ReleasedPackage = {
  folder: "thing",
  manifest: {
    name: "thing",
    version: "1.2.3",
    license: "MIT",
    engines: { node: ">=20.19.0" },
    files: ["dist", "CHANGELOG.md"],
    sideEffects: false,
    exports: { ".": "./dist/index.js" },
    repository: { type: "git", url: "git+https://example.org/us/thing.git", directory: "thing" },
    publishConfig: { access: "public", provenance: true },
    dependencies: { valibot: "1.5.0" },
  },
  changelog: "# Changelog\n\n## 1.2.3\n\n- Something.\n\n## 1.2.2\n\n- Before.\n",
};

const changed = (parts: Partial<ReleasedPackage["manifest"]>): ReleasedPackage => ({
  ...GOOD,
  manifest: { ...GOOD.manifest, ...parts },
});

/** What a package lacks, and what is said of it. */
const BAD: readonly [ReleasedPackage, RegExp][] = [
  [changed({ private: true }), /is private/],
  [changed({ version: "1.2" }), /has the version 1\.2;/],
  [changed({ license: "ISC" }), /has no licence MIT/],
  [changed({ engines: {} }), /which Node/],
  [changed({ sideEffects: undefined }), /side effects/],
  [changed({ files: ["dist"] }), /does not publish CHANGELOG\.md/],
  [changed({ exports: undefined }), /exports nothing/],
  [changed({ publishConfig: { provenance: true } }), /not published for everyone/],
  [changed({ publishConfig: { access: "public" } }), /without provenance/],
  [changed({ repository: undefined }), /names no repository/],
  [changed({ repository: { url: "git+https://example.org/us/thing.git" } }), /names no repository/],
  [changed({ dependencies: { other: "file:../other" } }), /depends on other, not by a version/],
  [{ ...GOOD, changelog: "# Changelog\n\n## 1.2.3\n\n## 1.2.2\n\n- Before.\n" }, /nothing in its CHANGELOG/],
];

describe("npm run release", () => {
  it("has nothing against a package that has all that a release needs", () => {
    expect(releaseProblems(GOOD)).to.deep.equal([]);
  });

  it("says what a package lacks", () => {
    for (const [bad, problem] of BAD) {
      const problems = releaseProblems(bad).filter((text) => problem.test(text));
      expect(problems, String(problem)).to.have.length(1);
      expect(problems[0]).to.match(/^thing /);
    }
  });

  it("reads what is new from the version's own section", () => {
    expect(changesOf(GOOD.changelog, "1.2.3")).to.equal("- Something.");
    expect(changesOf(GOOD.changelog, "1.2.2")).to.equal("- Before.");
    expect(changesOf(GOOD.changelog, "1.2")).to.equal("");
  });

  it("finds the files that exports name, under any condition", () => {
    const exports = {
      ".": { types: "./a.d.ts", default: { node: "./a.js" } },
      "./b": "./b.js",
      "./c/*": "./c/*",
    };
    expect(exportedFiles(exports)).to.deep.equal(["a.d.ts", "a.js", "b.js"]);
  });

  for (const folder of PUBLISHED) {
    it(`finds all that a release needs in ${folder}, but for the repository's address, which nobody knows yet`, () => {
      const problems = releaseProblems(readReleased(folder));
      expect(problems.filter((problem) => !problem.includes("names no repository"))).to.deep.equal([]);
    });
  }
});

describe("A package's very first version", () => {
  it("is published by a person with the command of docs/releasing.md: npm takes provenance from workflows alone", async () => {
    const [command] = /npm publish [^`]+/.exec(readFileSync(projectPath("docs/releasing.md"), "utf8"))!;
    const root = mkdtempSync(join(tmpdir(), "first-version-"));
    const asked: string[] = [];
    const registry = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      request.resume().once("end", () => response.writeHead(request.method === "PUT" ? 201 : 404).end("{}"));
    }).listen(0, "127.0.0.1");
    await once(registry, "listening");
    const host = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
    const { publishConfig } = readReleased("sdk").manifest;
    mkdirSync(join(root, "sdk"));
    writeFileSync(join(root, "package.json"), '{ "private": true, "workspaces": ["sdk"] }');
    writeFileSync(join(root, "sdk/package.json"), JSON.stringify({ ...GOOD.manifest, publishConfig }));
    writeFileSync(join(root, ".npmrc"), `registry=http://${host}/\n//${host}/:_authToken=x\n`);
    try {
      const [npm, ...args] = command.split(" ");
      await promisify(execFile)(npm!, args, { cwd: root, env: outsideOfWorkflows() });
    } finally {
      registry.close();
      rmSync(root, { recursive: true });
    }
    expect(asked.at(-1)).to.equal("PUT /thing");
  });
});

describe("npm run release:version", () => {
  const CHANGE = '---\n"@zksync-sso/sdk": minor\n---\n\n`openSafe` is new.\n';
  let project: string;

  beforeEach(() => {
    project = versionedProject();
  });

  afterEach(() => rmSync(project, { recursive: true, force: true }));

  const read = (file: string) => readFileSync(join(project, file), "utf8");
  const json = (file: string) => JSON.parse(read(file)) as Manifest;
  const released = readReleased("sdk").manifest.version;
  const [major, minor] = released.split(".").map(Number) as [number, number];
  const next = `${major}.${minor + 1}.0`;
  const [change, changes] = [".changeset/quick-owls-open.md", ".changeset"];

  it("raises the version of a package for which a change waits, and no other's", () => {
    const before = json("local-era/package.json").version;
    writeFileSync(join(project, change), CHANGE);
    version(project);
    expect(json("sdk/package.json").version).to.equal(next);
    expect(json("local-era/package.json").version).to.equal(before);
  });

  it("has all that use the package take the new version, in the lockfile, too", () => {
    writeFileSync(join(project, change), CHANGE);
    version(project);
    for (const user of ["auth-server", "e2e", "examples/tip-jar"]) {
      expect(json(`${user}/package.json`).dependencies?.["@zksync-sso/sdk"], user).to.equal(next);
    }
    const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, Manifest> };
    expect(packages["sdk"]?.version).to.equal(next);
    expect(packages["auth-server"]?.dependencies?.["@zksync-sso/sdk"]).to.equal(next);
    expect(read("package-lock.json")).not.to.match(/"resolved": "\w+:\/\//);
  });

  it("says in the changelog what is new, and keeps what was there", () => {
    writeFileSync(join(project, change), CHANGE);
    version(project);
    expect(changesOf(read("sdk/CHANGELOG.md"), next)).to.contain("`openSafe` is new.");
    expect(changesOf(read("sdk/CHANGELOG.md"), released)).not.to.equal("");
  });

  it("leaves no change without a version, which a release would be refused for", () => {
    writeFileSync(join(project, change), CHANGE);
    expect(pendingProblems(join(project, changes))).to.have.lengthOf(1);
    expect(pendingProblems(join(project, changes))[0]).to.match(/release:version \(quick-owls-open\.md\)/);
    version(project);
    expect(pendingProblems(join(project, changes))).to.deep.equal([]);
  });
});

describe("npm run changeset -- status", () => {
  let project: string;

  beforeEach(() => {
    project = versionedProject();
    commit(project);
    git(project, "tag", "base");
  });

  afterEach(() => rmSync(project, { recursive: true, force: true }));

  it("asks for a changeset if a package that is published has changed, which may say that nobody notices", () => {
    writeFileSync(join(project, "sdk/new.ts"), "");
    commit(project);
    expect(() => statusSince(project, "base")).to.throw(/no changesets were found/);
    writeFileSync(join(project, ".changeset/calm-owls-wait.md"), "---\n---\n");
    commit(project);
    statusSince(project, "base");
  });

  it("asks for none if nothing that is published has changed", () => {
    for (const folder of ["auth-server", "e2e", "site"]) writeFileSync(join(project, folder, "new.ts"), "");
    commit(project);
    statusSince(project, "base");
  });
});

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Makes a folder with what a release of this project looks at or changes. */
function versionedProject(): string {
  const project = mkdtempSync(join(tmpdir(), "release-"));
  for (const file of versionedFiles()) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    cpSync(projectPath(file), join(project, file));
  }
  symlinkSync(projectPath("node_modules"), join(project, "node_modules"));
  writeFileSync(join(project, ".gitignore"), "node_modules\n");
  git(project, "init", "--quiet", "--initial-branch=main");
  return project;
}

/** Returns the files that a release changes or looks at. */
function versionedFiles(): string[] {
  const tracked = execFileSync("git", ["ls-files"], { cwd: projectPath("."), encoding: "utf8" }).split("\n");
  return tracked.filter((file) =>
    /(^|\/)package(-lock)?\.json$|CHANGELOG\.md$|^\.npmrc$|^\.changeset\/(config\.json|README\.md)$/.test(
      file,
    ),
  );
}

function version(project: string): void {
  execFileSync("npm", ["run", "release:version"], { cwd: project, stdio: "pipe" });
}

function statusSince(project: string, revision: string): void {
  execFileSync("npm", ["run", "changeset", "--", "status", "--since", revision], {
    cwd: project,
    stdio: "pipe",
  });
}

function commit(project: string): void {
  git(project, "add", "--all");
  git(
    project,
    "-c",
    "user.name=A",
    "-c",
    "user.email=a@example.org",
    "commit",
    "--quiet",
    "--message",
    "Work",
  );
}

function git(project: string, ...words: string[]): void {
  execFileSync("git", words, { cwd: project, stdio: "pipe" });
}

/** The variables of a person's terminal, also where a workflow runs the tests, and no settings of the npm that runs them. */
function outsideOfWorkflows(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => !/^(npm_|CI$|GITHUB_|GITLAB_)/i.test(name));
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

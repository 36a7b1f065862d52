import { readFileSync, statSync } from "node:fs";
import { expect } from "chai";
import { projectPath } from "../../../scripts/toolchain/toolchain";

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

describe("package-lock.json", () => {
  const { packages } = JSON.parse(readFileSync(projectPath("package-lock.json"), "utf8")) as {
    packages: Record<string, LockedPackage>;
  };

  // npm 11 runs none that nobody has decided on, and tells everyone who installs.
  it("has no install script that package.json neither allows nor denies", () => {
    const { allowScripts } = JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as {
      allowScripts: Record<string, boolean>;
    };
    const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = scripted.map(([path]) => path.split("node_modules/").at(-1)!);
    expect(names).to.include("esbuild");
    expect(names.filter((name) => !(name in allowScripts))).to.deep.equal([]);
  });

  it("names no registry, so that each machine uses its own", () => {
    const addresses = Object.values(packages).filter(({ resolved }) => resolved?.includes("://"));
    expect(addresses).to.deep.equal([]);
  });

  // npm 10 puts links where the lock says; npm 11 finds some of them wherever they are.
  it("links to folders of this project in a way every npm version understands", () => {
    const links = Object.values(packages).filter(({ link }) => link);
    expect(links).not.to.have.lengthOf(0);
    for (const { resolved = "" } of links) {
      expect(resolved).not.to.contain("node_modules");
      expect(statSync(projectPath(resolved)).isDirectory(), resolved).to.equal(true);
    }
  });
});

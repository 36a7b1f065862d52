import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import hre from "hardhat";
import { documents, PROJECT_ROOT } from "../../helpers/project/documents";

/** npm's own commands, which need no entry in package.json. */
const NPM_COMMANDS = ["ci"];

describe("Documentation", () => {
  for (const { path, text } of documents()) {
    it(`${path} links to files that exist`, () => {
      const links = text.matchAll(/\]\(([^)#]+)[^)]*\)|<img src="([^"]+)"/g);
      const targets = [...links].map(([, target, picture]) => target ?? picture);
      const broken = targets.filter(
        (target) => !target.startsWith("http") && !existsSync(join(PROJECT_ROOT, dirname(path), target)),
      );
      expect(broken).to.deep.equal([]);
    });

    it(`${path} names npm scripts and Hardhat tasks that exist`, () => {
      const { scripts } = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8"));
      const named = [...text.matchAll(/\bnpm (?:run )?([a-z][\w:]*)|\bnpx hardhat ([\w-]+)/g)];
      const commands = named.filter(([match]) => /^(npm (run |ci|start|test))|npx/.test(match));
      const unknown = commands.filter(([, script, task]) =>
        task ? !(task in hre.tasks) : !(script in scripts) && !NPM_COMMANDS.includes(script),
      );
      expect(unknown.map(([match]) => match)).to.deep.equal([]);
    });
  }
});

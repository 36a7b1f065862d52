import { execFileSync } from "node:child_process";
import { mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBytecodes, type Bytecodes } from "./read-bytecodes";

/** Folders that npm has filled, from the project's root. */
const INSTALLED = ["node_modules", "local-era/node_modules", "sdk/node_modules"];

/**
 * Compiles a commit from scratch, in a temporary checkout, with the packages installed here. From scratch,
 * because solc numbers what it reads: after a change, the same source may compile to different code beside
 * other files.
 *
 * @throws Error if there is no such commit, or it does not compile with these packages
 */
export function compileCommit(root: string, commit: string): Bytecodes {
  const checkout = join(mkdtempSync(join(tmpdir(), "bytecode-")), "checkout");
  execFileSync("git", ["worktree", "add", "--quiet", "--detach", checkout, commit], { cwd: root });
  try {
    for (const folder of INSTALLED) symlinkSync(join(root, folder), join(checkout, folder));
    const hardhat = join(checkout, "node_modules/hardhat/internal/cli/bootstrap.js");
    execFileSync(process.execPath, [hardhat, "compile", "--force"], { cwd: checkout, stdio: "ignore" });
    return readBytecodes(checkout);
  } finally {
    execFileSync("git", ["worktree", "remove", "--force", checkout], { cwd: root });
  }
}

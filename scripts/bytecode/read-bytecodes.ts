import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Bytecodes (hex) by their contracts' names. */
export type Bytecodes = ReadonlyMap<string, string>;

/** Folders below `contracts/` that only tests deploy. */
const NOT_DEPLOYED = ["mocks", "test"];

/** The bytecode of an interface. */
const NONE = "0x";

/** Reads the compiled code of the suite's contracts in a checkout. */
export function readBytecodes(checkout: string): Bytecodes {
  const folder = join(checkout, "artifacts-zk/contracts");
  if (!existsSync(folder)) throw new Error(`nothing is compiled in ${checkout}`);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) =>
      file.endsWith(".json") &&
      !file.endsWith(".dbg.json") &&
      !NOT_DEPLOYED.some((name) => file.startsWith(`${name}/`)),
  );
  return new Map(
    files.flatMap((file): [string, string][] => {
      const artifact = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        contractName: string;
        bytecode?: string;
      };
      return (artifact.bytecode ?? NONE) === NONE ? [] : [[artifact.contractName, artifact.bytecode!]];
    }),
  );
}

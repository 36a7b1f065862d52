import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import * as v from "valibot";
import { ChainConfigSchema, type ChainConfig } from "../src/chains/chain-config.ts";

/** A chain as whoever runs the page writes it: its contracts may be the path of the file that deploying wrote. */
const EntrySchema = v.object({ ...ChainConfigSchema.entries, contracts: v.unknown() });

/**
 * Reads a list of chains, with the addresses from the files that it names.
 *
 * @param remedy - what to do if there is no list
 * @throws Error naming the file, and the place in it that does not fit
 */
export async function readChainList(path: string, remedy = LIST): Promise<ChainConfig[]> {
  const entries = check(path, v.pipe(v.array(EntrySchema), v.minLength(1)), await readJson(path, remedy));
  const chains = await Promise.all(
    entries.map(async (entry) => {
      const { contracts } = entry;
      if (typeof contracts !== "string") return check(path, ChainConfigSchema, entry);
      const file = resolve(dirname(path), contracts);
      return check(`${file}, of chain ${String(entry.id)},`, ChainConfigSchema, {
        ...entry,
        contracts: await readJson(file, ADDRESSES),
      });
    }),
  );
  const ids = chains.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new Error(`${path} has chain ${twice} twice: give each once`);
  return chains;
}

const LIST = "write the list of chains there, or name another";
const ADDRESSES =
  "deploy the contracts, which writes it, or give the path of the file with their addresses as `contracts`";

/** @param remedy - what to do if there is none */
async function readJson(path: string, remedy: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new Error(`${path} cannot be read: ${remedy}`, { cause });
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON`, { cause });
  }
}

function check<schema extends v.GenericSchema>(
  path: string,
  schema: schema,
  value: unknown,
): v.InferOutput<schema> {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  const [{ message }] = issues;
  throw new Error(`${path} does not fit: ${v.getDotPath(issues[0]) ?? "the whole"}: ${message}`);
}

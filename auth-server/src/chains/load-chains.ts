import * as v from "valibot";
import { ChainConfigSchema, type ChainConfig } from "./chain-config.ts";

const ChainsSchema = v.pipe(v.array(ChainConfigSchema), v.minLength(1));

/** The page's own list of chains cannot be read: whoever runs the page has to mend it. */
export class ChainsUnreadableError extends Error {
  override readonly name = "ChainsUnreadableError";
}

/**
 * Reads the chains that the page serves from `/chains.json`, which is served beside it.
 *
 * @throws ChainsUnreadableError if there is none, or it is no list of chains
 */
export async function loadChains(): Promise<readonly ChainConfig[]> {
  try {
    const response = await fetch("/chains.json", { cache: "no-cache" });
    return v.parse(ChainsSchema, await response.json());
  } catch (cause) {
    throw new ChainsUnreadableError("This page’s list of chains cannot be read.", { cause });
  }
}

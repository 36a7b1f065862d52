import { parseArguments } from "../../local-era/src/cli/arguments";
import { configure } from "../../local-era/src/cli/configuration";
import { start } from "../../local-era/src/cli/start";
import type { CodeRecorder } from "../../local-era/src/vm/code-recorder";

/** A node in this process. */
export interface EmbeddedNode {
  readonly url: string;
  /** Begins the chain anew. */
  reset(): Promise<void>;
}

/** Starts the embedded node in this process, as `anvil-zksync run` would in one of its own. */
export async function startEmbeddedNode(port: number, recorder?: CodeRecorder): Promise<EmbeddedNode> {
  const flags = [`--port=${port}`, "--silent=true", "--offline", "run"];
  await start(configure(parseArguments(flags)), recorder);
  const url = `http://127.0.0.1:${port}`;
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "anvil_reset", params: [] });
  const headers = { "content-type": "application/json" };
  return {
    url,
    reset: async () => {
      const answer = await fetch(url, { method: "POST", headers, body });
      const { error } = (await answer.json()) as { error?: { message: string } };
      if (error !== undefined) throw new Error(`The chain cannot begin anew: ${error.message}`);
    },
  };
}

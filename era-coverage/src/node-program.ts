import { main } from "../../local-era/src/cli/main.ts";

/** As {@link main}, with a node that records what contracts execute. */
export async function runNode(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  await main(argv, environment, async (config) => {
    // As in the plain program, the node is loaded once it is clear that it will run.
    const { startRecorded } = await import("./start-recorded.ts");
    await startRecorded(config, environment);
  });
}

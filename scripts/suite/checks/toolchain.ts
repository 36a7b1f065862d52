import type { NodeKind } from "../node-kind";

/** The last word of what the embedded compiler makes begins with this text. */
const CONTAINER_MARK = Buffer.from("local-era").toString("hex");

/**
 * Refuses code that the node cannot run: that of the embedded compiler, which is EVM code in a container, anywhere but on
 * local-era; zksolc's on local-era.
 *
 * @param bytecode any contract's of the build, as hex
 * @throws Error that says how to compile for this chain
 */
export function assertToolchainFits(bytecode: string, { localEra }: NodeKind): void {
  const embedded = bytecode.slice(-64).startsWith(CONTAINER_MARK);
  if (embedded && !localEra) {
    throw new Error(
      "The contracts were compiled by the embedded compiler, whose code runs on local-era only. " +
        "Use zksolc's: set ERA_TOOLCHAIN=official, compile (npx hardhat compile), and run this command again.",
    );
  }
  if (!embedded && localEra) {
    throw new Error(
      "The contracts were compiled by zksolc, whose code local-era cannot run. " +
        "Use the embedded compiler's: unset ERA_TOOLCHAIN, compile (npx hardhat compile), and run this command again.",
    );
  }
}

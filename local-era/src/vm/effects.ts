import type { EventLog, L2ToL1Log } from "../bootloader/outcome.ts";
import type { Address } from "../primitives/hex.ts";

/** What a running transaction leaves outside of storage; reverted frames take theirs back. */
export class Effects {
  readonly logs: EventLog[] = [];
  readonly l2ToL1Logs: L2ToL1Log[] = [];
  readonly deployments: Address[] = [];

  mark(): readonly [number, number, number] {
    return [this.logs.length, this.l2ToL1Logs.length, this.deployments.length];
  }

  undoTo([logs, l2ToL1Logs, deployments]: readonly [number, number, number]): void {
    this.logs.length = logs;
    this.l2ToL1Logs.length = l2ToL1Logs;
    this.deployments.length = deployments;
  }
}

/** Signals that the node does not have, or no longer has, the state of a block. */
export class HistoryUnavailable extends Error {
  /** @param start is the first block whose state this node ever had: one that it started with or loaded. */
  constructor(number: bigint, start: bigint) {
    super(
      number < start
        ? `the state of block ${number} is not known: the chain was loaded, and of the blocks up to ${start} ` +
            "a dump has the last one's state alone"
        : `the state of block ${number} is not kept any more: only the last 128 blocks can be read`,
    );
    this.name = "HistoryUnavailable";
  }
}

/** Thrown for state of a block the node no longer keeps. */
export class HistoryUnavailable extends Error {
  constructor(number: bigint) {
    super(`the state of block ${number} is not kept any more: only the last 128 blocks can be read`);
    this.name = "HistoryUnavailable";
  }
}

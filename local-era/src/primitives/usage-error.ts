/** Signals that a program was called wrongly or that its input cannot be read. The user sees only the message. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

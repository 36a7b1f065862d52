/** A program was called wrongly, or what it was given cannot be read. The message is all the user sees. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

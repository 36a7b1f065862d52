/** Signals a transaction that cannot be read or can never be sent; the message is the chain's text. */
export class TransactionParseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "TransactionParseError";
  }
}

/** Returns the message with which something is refused; undefined if it is not. */
export async function messageOf(outcome: Promise<unknown>): Promise<string | undefined> {
  return await outcome.then(
    () => undefined,
    (error: Error) => error.message,
  );
}

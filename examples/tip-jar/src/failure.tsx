/** Says what went wrong, in the first sentence that the SDK has for it. */
export function Failure({ error }: { readonly error: Error | null | undefined }) {
  if (!error) return null;
  const { shortMessage } = error as { shortMessage?: string };
  return <p role="alert">{shortMessage ?? error.message}</p>;
}

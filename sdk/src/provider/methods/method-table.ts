/**
 * Answers a request. What has to happen in the person's click happens before a promise is returned.
 *
 * @param opening - the way to the auth server, if it was opened for this request already
 */
export type Method = (params: unknown, opening?: Promise<void>) => Promise<unknown>;

/** Answers requests, by method. */
export type MethodTable<name extends string> = Readonly<Record<name, Method>>;

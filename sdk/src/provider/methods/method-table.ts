/** Answers requests, by method. What has to happen in the person's click happens before a promise is returned. */
export type MethodTable = Readonly<Record<string, (params: unknown) => Promise<unknown>>>;

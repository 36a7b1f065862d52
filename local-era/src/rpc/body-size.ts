/** Largest request body taken unless the node is told otherwise, in bytes. */
export const MAX_BODY_SIZE = 10 * 1024 * 1024;

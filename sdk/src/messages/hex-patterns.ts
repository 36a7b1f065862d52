/** An address, in any case. */
export const ADDRESS_PATTERN = /^0x[0-9a-fA-F]{40}$/;

/** 32 bytes in hexadecimal. */
export const HASH_PATTERN = /^0x[0-9a-fA-F]{64}$/;

/** The recipient of the pages' payments. */
export const RECIPIENT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";

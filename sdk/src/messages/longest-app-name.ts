/** What an app calls itself is no longer than this, in characters. */
export const LONGEST_APP_NAME = 200;

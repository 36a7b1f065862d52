/** The time by this device's clock, in seconds: that which the person lives by, whatever a chain's node says. */
export function deviceTime(): bigint {
  return BigInt(Math.floor(Date.now() / 1000));
}

import fc from "fast-check";

const CALL_TYPES = [0x00, 0x01, 0xfe, 0xff];
const EXEC_TYPES = [0x00, 0x01];

/**
 * Any 32 bytes that a mode may be: call type 1, execution type 1, unused 4, mode selector 4, mode payload 22.
 * Biased towards the values the standard defines.
 */
export const executionMode: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.oneof(fc.constantFrom(...CALL_TYPES), fc.nat({ max: 255 })),
    fc.oneof(fc.constantFrom(...EXEC_TYPES), fc.nat({ max: 255 })),
    bytes(4),
    fc.oneof(fc.constant(new Uint8Array(4)), bytes(4)),
    bytes(22),
  )
  .map(([callType, execType, unused, selector, payload]) =>
    Uint8Array.of(callType, execType, ...unused, ...selector, ...payload),
  );

/**
 * Returns whether this account claims to support the mode: all call types, both execution types, no mode
 * selector of its own.
 */
export function supports(mode: Uint8Array): boolean {
  const [callType, execType] = mode;
  return (
    CALL_TYPES.includes(callType!) &&
    EXEC_TYPES.includes(execType!) &&
    mode.slice(6, 10).every((byte) => byte === 0)
  );
}

function bytes(length: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength: length, maxLength: length });
}

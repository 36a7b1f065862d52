import { concat } from "../primitives/hex.ts";

/*
 * Era publishes one bytecode per contract and runs it for both construction and calls; the EVM has init code, which
 * returns the runtime code. A container wraps the init code in a form that every Era client accepts as bytecode:
 *
 *   init code ‖ zeros ‖ "local-era" ‖ version (1 byte) ‖ flags (1 byte) ‖ zeros (17 bytes) ‖ length of the init code
 *   (4 bytes, big-endian)
 *
 * Its size obeys EraVM's rules: 32-byte words, an odd number of them, at most 65535. The length in the last word
 * recovers the exact init code, which matters because Solidity reads constructor arguments right after it.
 *
 * The flags are 1 for code that was compiled without EraVM's extensions, else 0.
 */

const WORD = 32;
const MAX_WORDS = 0xffff;
const VERSION = 1;
const NAME = new TextEncoder().encode("local-era");
const FLAGS_OFFSET = NAME.length + 1;
const WITHOUT_EXTENSIONS = 1;
const LENGTH_OFFSET = WORD - 4;

/** Limits the init code that a container can hold, in bytes. */
export const MAX_INIT_CODE_LENGTH = (MAX_WORDS - 1) * WORD;

/**
 * Packs init code into a container.
 *
 * @param extended whether calls of EraVM's reserved addresses are instructions, as zksolc compiles them if asked to.
 * @throws Error if the init code is empty or longer than {@link MAX_INIT_CODE_LENGTH}.
 */
export function packInitCode(initCode: Uint8Array, extended = true): Uint8Array {
  if (initCode.length === 0) throw new Error("Empty init code cannot be packed: there is nothing to deploy.");
  return concat(initCode, containerTail(initCode.length, extended));
}

/**
 * Builds what follows `initCodeLength` bytes of init code in a container: padding and the marker word. Besides {@link
 * packInitCode}, the compiler needs it to wrap code that still has library placeholders.
 *
 * @throws Error if the length exceeds {@link MAX_INIT_CODE_LENGTH}.
 */
export function containerTail(initCodeLength: number, extended: boolean): Uint8Array {
  if (initCodeLength > MAX_INIT_CODE_LENGTH) {
    throw new Error(
      `Init code of ${initCodeLength} bytes is too long: with its marker it may take ${MAX_WORDS} words, ` +
        `which leaves ${MAX_INIT_CODE_LENGTH} bytes.`,
    );
  }
  const tail = new Uint8Array(containerLength(initCodeLength) - initCodeLength);
  const marker = tail.subarray(tail.length - WORD);
  marker.set(NAME);
  marker[NAME.length] = VERSION;
  marker[FLAGS_OFFSET] = extended ? 0 : WITHOUT_EXTENSIONS;
  new DataView(marker.buffer, marker.byteOffset).setUint32(LENGTH_OFFSET, initCodeLength);
  return tail;
}

/**
 * Unpacks the init code from a container.
 *
 * @throws Error if `container` is not one: EraVM bytecode, EVM code that was never packed, or a damaged container.
 */
export function unpackInitCode(container: Uint8Array): Uint8Array {
  const problem = findProblem(container);
  if (problem !== undefined) throw new Error(problem);
  return container.slice(0, initCodeLength(container));
}

/** Tells whether {@link unpackInitCode} would accept these bytes. */
export function isContainer(bytes: Uint8Array): boolean {
  return findProblem(bytes) === undefined;
}

/** Tells whether a container's code was compiled with EraVM's extensions. */
export function isExtended(container: Uint8Array): boolean {
  return container[container.length - WORD + FLAGS_OFFSET] !== WITHOUT_EXTENSIONS;
}

/** Pads to an even number of words, which the marker makes odd. */
function containerLength(initCodeLength: number): number {
  const words = Math.ceil(initCodeLength / WORD);
  return (words + (words % 2) + 1) * WORD;
}

function initCodeLength(container: Uint8Array): number {
  return new DataView(container.buffer, container.byteOffset).getUint32(
    container.length - WORD + LENGTH_OFFSET,
  );
}

function findProblem(bytes: Uint8Array): string | undefined {
  if (!hasMarker(bytes)) {
    return (
      "The bytecode was not compiled for local-era: it has no local-era marker in its last word. " +
      "EraVM bytecode (from the official zksolc) and plain EVM code cannot run here; " +
      "compile the contract with local-era's zksolc."
    );
  }
  const version = bytes[bytes.length - WORD + NAME.length];
  if (version !== VERSION) {
    return `The bytecode was compiled for local-era's format ${version}, and this is format ${VERSION}: compile it again.`;
  }
  const length = initCodeLength(bytes);
  const padding = bytes.subarray(length, bytes.length - WORD);
  const marker = bytes.subarray(bytes.length - WORD);
  const isKnown = marker[FLAGS_OFFSET]! <= WITHOUT_EXTENSIONS;
  const reserved = marker.subarray(FLAGS_OFFSET + 1, LENGTH_OFFSET);
  if (
    length === 0 ||
    containerLength(length) !== bytes.length ||
    !isKnown ||
    !isZero(padding) ||
    !isZero(reserved)
  ) {
    return `The bytecode is a damaged local-era container: ${bytes.length} bytes do not hold an init code of ${length} bytes.`;
  }
  return undefined;
}

function hasMarker(bytes: Uint8Array): boolean {
  if (bytes.length < WORD || bytes.length % WORD !== 0) return false;
  return NAME.every((byte, i) => bytes[bytes.length - WORD + i] === byte);
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

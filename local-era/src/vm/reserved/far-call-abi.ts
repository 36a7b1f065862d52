/** Lists the forwarding modes of a far call's ABI word. */
export const ForwardingMode = { UseHeap: 0, ForwardFatPointer: 1, UseAuxHeap: 2 } as const;

/** Holds the fields of the 256-bit word that describes a far call (era-protocol: far-call ABI). */
export interface FarCallAbi {
  readonly dataOffset: number;
  readonly memoryPage: number;
  readonly dataStart: number;
  readonly dataLength: number;
  /** Gas to pass on, 32 bits. */
  readonly gas: bigint;
  readonly forwardingMode: number;
  readonly isConstructor: boolean;
  readonly isSystem: boolean;
}

function bits(word: bigint, from: number, width: number): bigint {
  return (word >> BigInt(from)) & ((1n << BigInt(width)) - 1n);
}

export function decodeFarCallAbi(word: bigint): FarCallAbi {
  return {
    dataOffset: Number(bits(word, 0, 32)),
    memoryPage: Number(bits(word, 32, 32)),
    dataStart: Number(bits(word, 64, 32)),
    dataLength: Number(bits(word, 96, 32)),
    gas: bits(word, 192, 32),
    forwardingMode: Number(bits(word, 224, 8)),
    isConstructor: bits(word, 240, 8) !== 0n,
    isSystem: bits(word, 248, 8) !== 0n,
  };
}

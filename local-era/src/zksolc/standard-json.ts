import type { AstNode } from "./ast.ts";

/** Standard JSON as Hardhat's plugin writes it: solc's format and zksolc's additions to it. */
export interface CompilerInput {
  readonly language: string;
  readonly sources: Readonly<Record<string, { readonly content?: string }>>;
  readonly settings?: CompilerSettings;
  readonly suppressedErrors?: readonly string[];
  readonly suppressedWarnings?: readonly string[];
}

export interface CompilerSettings {
  readonly optimizer?: { readonly enabled?: boolean; readonly runs?: number; readonly mode?: string };
  readonly evmVersion?: string;
  readonly remappings?: readonly string[];
  readonly libraries?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly outputSelection?: OutputSelection;
  readonly suppressedErrors?: readonly string[];
  readonly suppressedWarnings?: readonly string[];
}

/** File to contract to outputs; `*` for all, the contract `""` for outputs of the file itself. */
export type OutputSelection = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Where in a source a message points; offsets in bytes of the UTF-8 text. */
export interface SourceLocation {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A warning or error, in solc's format. */
export interface Diagnostic {
  readonly component: string;
  readonly errorCode: string | null;
  readonly severity: "error" | "warning" | "info";
  readonly type: string;
  readonly message: string;
  readonly formattedMessage: string;
  readonly sourceLocation?: SourceLocation;
}

/** Byte ranges of 20-byte library addresses left open in a bytecode, by file and library. */
export type LinkReferences = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;

/** One contract of solc's output, as far as it is read here; other requested outputs ride along. */
export interface SolcContract {
  readonly ir?: string;
  readonly evm?: {
    readonly bytecode?: { readonly object: string; readonly linkReferences?: LinkReferences };
    readonly [output: string]: unknown;
  };
  readonly [output: string]: unknown;
}

export interface SolcOutput {
  readonly errors?: readonly Diagnostic[];
  readonly sources?: Readonly<Record<string, { readonly id: number; readonly ast?: AstNode }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, SolcContract>>>>;
}

/** One contract of zksolc's output. */
export interface EraContract {
  readonly evm: { readonly bytecode: { readonly object: string }; readonly [output: string]: unknown };
  /** Versioned bytecode hash without `0x`; absent for what has no bytecode, and until every library is linked. */
  readonly hash?: string;
  /** Versioned hash without `0x` to `file:Contract`, of every contract this one can create. */
  readonly factoryDependencies: Readonly<Record<string, string>>;
  /** `file:Contract` of those that cannot be hashed before their libraries are linked. */
  readonly factoryDependenciesUnlinked: readonly string[];
  /** `file:Library` of the libraries to link. */
  readonly missingLibraries: readonly string[];
  readonly objectFormat: "raw" | "elf";
  readonly [output: string]: unknown;
}

export interface CompilerOutput {
  readonly errors?: readonly Diagnostic[];
  readonly sources?: SolcOutput["sources"];
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, EraContract>>>>;
  readonly version: string;
  readonly long_version: string;
  readonly zk_version: string;
}

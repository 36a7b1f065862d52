import type { AstNode } from "./ast.ts";

/** Describes standard JSON as Hardhat's plugin writes it: solc's format with zksolc's additions. */
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
  /** Whether calls of EraVM's reserved addresses become instructions. */
  readonly enableEraVMExtensions?: boolean;
  readonly suppressedErrors?: readonly string[];
  readonly suppressedWarnings?: readonly string[];
}

/** Maps files to contracts to outputs; `*` means all, the contract `""` means outputs of the file itself. */
export type OutputSelection = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Says where in a source a message points; offsets are in bytes of the UTF-8 text. */
export interface SourceLocation {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Describes a warning or error, in solc's format. */
export interface Diagnostic {
  readonly component: string;
  readonly errorCode: string | null;
  readonly severity: "error" | "warning" | "info";
  readonly type: string;
  readonly message: string;
  readonly formattedMessage: string;
  readonly sourceLocation?: SourceLocation;
}

/** Lists byte ranges of unlinked 20-byte library addresses in a bytecode, by file and library. */
export type LinkReferences = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;

/** Describes one contract of solc's output, as far as it is read here; other requested outputs are passed through. */
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

/** Describes one contract of zksolc's output. */
export interface EraContract {
  readonly evm: { readonly bytecode: { readonly object: string }; readonly [output: string]: unknown };
  /** Versioned bytecode hash without `0x`; absent without bytecode, and until every library is linked. */
  readonly hash?: string;
  /** Maps the versioned hash without `0x` to `file:Contract`, for every contract that this one can create. */
  readonly factoryDependencies: Readonly<Record<string, string>>;
  /** `file:Contract` of those that cannot be hashed until their libraries are linked. */
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

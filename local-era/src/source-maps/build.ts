import type { CodeSection } from "../bytecode/code-section.ts";
import type { AstNode } from "../zksolc/ast.ts";

/** How solc made the code; source maps differ in what they say. */
export type Pipeline = "legacy" | "ir";

/** Holds a piece of EVM code and solc's source map of it. */
export interface MappedCode {
  /** Hex digits, without `0x`. */
  readonly object: string;
  readonly sourceMap: string;
}

/** One contract that has code. */
export interface MappedContract {
  /** `file:Contract` */
  readonly name: string;
  /** Versioned hash of the deployed bytecode, `0x…`. */
  readonly hash: string;
  readonly pipeline: Pipeline;
  readonly code: Readonly<Record<CodeSection, MappedCode>>;
}

/** A source file with its syntax tree. Offsets in the tree are in bytes of the UTF-8 text. */
export interface MappedSource {
  /** The file's number in the tree's and the source maps' locations. */
  readonly id: number;
  readonly content: string;
  readonly ast: AstNode;
}

/** All that is needed to say which part of which source an instruction belongs to. */
export interface MappedBuild {
  readonly sources: Readonly<Record<string, MappedSource>>;
  readonly contracts: readonly MappedContract[];
}

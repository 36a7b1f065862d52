import type { Mutant } from "./mutant";
import type { FileReach } from "./reach";

/** Tests of a file to run, and how much processor time they may take, in milliseconds. */
export interface FileRun {
  readonly file: string;
  /** All of the file unless given. */
  readonly titles?: readonly string[];
  readonly allowed: number;
}

/** What a worker is asked to do. */
export type Task =
  | { readonly kind: "measure"; readonly file: string }
  | { readonly kind: "try"; readonly mutant: Mutant; readonly runs: readonly FileRun[] }
  | { readonly kind: "confirm"; readonly run: FileRun };

/** What became of a mutant. */
export type Fate =
  | { readonly outcome: "invalid" | "equivalent"; readonly problem?: string }
  | { readonly outcome: "survived" }
  | { readonly outcome: "killed"; readonly file: string; readonly test: string; readonly problem: string };

/** A worker's answer to a task. */
export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "reach"; readonly reach: FileReach }
  | { readonly kind: "fate"; readonly fate: Fate }
  | { readonly kind: "confirmed"; readonly passes: boolean }
  /** Said before the tests of a file run, for when they do not end. */
  | { readonly kind: "running"; readonly file: string }
  | { readonly kind: "failed"; readonly problem: string };

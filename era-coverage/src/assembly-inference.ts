import type { AstNode } from "../../local-era/src/zksolc/ast.ts";
import { rangeOf } from "../../local-era/src/zksolc/range.ts";
import type { FileEvidence, Witness } from "./evidence.ts";
import type { Times } from "./recording.ts";
import { yulParts } from "./yul-flow.ts";
import type { YulPart } from "./yul-flow.ts";

/*
 * IR code attributes everything in an assembly block to the block as a whole. But its conditional jumps come in a known
 * order and tell how often each basic block ran. If their number is not the expected one (a modifier's block exists once for
 * each function with the modifier), only the beginning of the block counts as executed, and nothing of a block that defines
 * functions.
 */

/** Counts of a condition's outcomes. */
export interface Decision {
  readonly whenTrue: number;
  readonly whenFalse: number;
}

/** Returns how often a statement inside an assembly block ran, as far as IR code shows it. */
export function inferStatement(
  evidence: FileEvidence,
  block: AstNode,
  statement: AstNode,
): number | undefined {
  const witnesses = irWitnesses(evidence, block);
  if (witnesses.length === 0) return undefined;
  const parts = yulParts(block) ?? [];
  const part = parts.find(({ statements }) => statements.includes(statement));
  if (part === undefined) return 0;
  return Math.max(...witnesses.map((witness) => timesOf(part, parts, witness)));
}

/** Returns the outcomes of the condition of an `if`, loop or `case` in an assembly block, as far as IR code shows them. */
export function inferDecision(evidence: FileEvidence, block: AstNode, node: AstNode): Decision {
  const parts = yulParts(block) ?? [];
  const index = parts.filter(hasCondition).findIndex(({ next }) => next.node === node);
  const jumps = irWitnesses(evidence, block).flatMap((witness) => jumpsOf(parts, witness)?.[index] ?? []);
  return {
    whenTrue: jumps.reduce((sum, { jumped }) => sum + jumped, 0),
    whenFalse: jumps.reduce((sum, { executed, jumped }) => sum + executed - jumped, 0),
  };
}

/** Returns how often its condition was evaluated; without one, how often it was reached. */
function timesOf(part: YulPart, parts: readonly YulPart[], witness: Witness, behind: YulPart[] = []): number {
  const jumps = jumpsOf(parts, witness);
  if (jumps === undefined) return part === parts[0] ? witness.executed : 0;
  const conditions = parts.filter(hasCondition);
  const own = conditions.findIndex((one) => one === part);
  if (own !== -1) return jumps[own]!.executed;
  if (part === parts[0]) return witness.executed;
  if (behind.includes(part)) return 0;
  const chosen = conditions.map(({ next }, i) => {
    const { executed, jumped } = jumps[i]!;
    return (next.whenTrue === part ? jumped : 0) + (next.whenFalse === part ? executed - jumped : 0);
  });
  const simply = parts
    .filter(({ next }) => next?.kind === "always" && next.to === part)
    .map((before) => timesOf(before, parts, witness, [...behind, part]));
  return [...chosen, ...simply].reduce((sum, times) => sum + times, 0);
}

/** Returns the block's conditional jumps, one for each basic block with a condition; undefined if there are more or fewer. */
function jumpsOf(parts: readonly YulPart[], { conditionalJumps }: Witness): readonly Times[] | undefined {
  return conditionalJumps.length === parts.filter(hasCondition).length ? conditionalJumps : undefined;
}

function hasCondition(
  part: YulPart,
): part is YulPart & { readonly next: Extract<YulPart["next"], { kind: "condition" }> } {
  return part.next?.kind === "condition";
}

function irWitnesses(evidence: FileEvidence, block: AstNode): Witness[] {
  return evidence.exactly(rangeOf(block)).filter(({ pipeline }) => pipeline === "ir");
}

import type { AstNode } from "./ast.ts";
import { AST_RESTRICTIONS, findAstRestrictions } from "./ast-restrictions.ts";
import type { AstRestriction } from "./ast-restrictions.ts";
import { diagnostic, uniqueDiagnostics } from "./diagnostic.ts";
import { locateInstruction } from "./instruction-location.ts";
import { findInstructionRestrictions } from "./instruction-restrictions.ts";
import { miscompilations } from "./miscompilations.ts";
import { fileOf, rangeOf } from "./range.ts";
import type { CompilerInput, Diagnostic, SolcOutput, SourceLocation } from "./standard-json.ts";
import type { YulObject } from "./yul-object.ts";
import { isMiscompiling } from "./zksolc-version.ts";

/**
 * Collects what zksolc reports beyond solc's own messages, and warnings about code that the given release may
 * miscompile, once per source location.
 */
export function checkRestrictions(
  input: CompilerInput,
  output: SolcOutput,
  contracts: Iterable<YulObject>,
  version: string,
): Diagnostic[] {
  return uniqueDiagnostics([
    ...checkAsts(input, output, version),
    ...checkInstructions(input, output, contracts),
  ]);
}

function checkAsts(input: CompilerInput, output: SolcOutput, version: string): Diagnostic[] {
  const suppressed = suppressedNames(input);
  const files = filesById(output);
  const trees = Object.values(output.sources ?? {}).flatMap(({ ast }) => ast ?? []);
  const restrictions = restrictionsOf(version, trees);
  return trees
    .flatMap((tree) => findAstRestrictions(tree, restrictions))
    .filter(({ restriction }) => !suppressed[restriction.severity].has(restriction.name))
    .map(({ restriction: { severity, message }, node }) =>
      diagnostic(severity, message, locate(node, files), input.sources),
    );
}

function restrictionsOf(version: string, trees: readonly AstNode[]): readonly AstRestriction[] {
  return isMiscompiling(version)
    ? [...AST_RESTRICTIONS, ...miscompilations(version, trees)]
    : AST_RESTRICTIONS;
}

function checkInstructions(
  input: CompilerInput,
  output: SolcOutput,
  contracts: Iterable<YulObject>,
): Diagnostic[] {
  return [...contracts].flatMap(findInstructionRestrictions).flatMap(({ message, call }) => {
    const ast = call.location && output.sources?.[call.location.file]?.ast;
    return locateInstruction(call, ast).map((location) =>
      diagnostic("error", message, location, input.sources),
    );
  });
}

/** Collects suppressed names: Hardhat's plugin puts them next to the settings, other callers inside. */
function suppressedNames({ settings, ...input }: CompilerInput) {
  return {
    error: new Set([...(input.suppressedErrors ?? []), ...(settings?.suppressedErrors ?? [])]),
    warning: new Set([...(input.suppressedWarnings ?? []), ...(settings?.suppressedWarnings ?? [])]),
  };
}

function filesById({ sources = {} }: SolcOutput): Map<number, string> {
  return new Map(Object.entries(sources).map(([file, { id }]) => [id, file]));
}

function locate(node: AstNode, files: Map<number, string>): SourceLocation | undefined {
  const file = files.get(fileOf(node));
  return file === undefined ? undefined : { file, ...rangeOf(node) };
}

import type { AstNode } from "./ast.ts";
import type { AstRestriction } from "./ast-restrictions.ts";
import { callsInAssembly } from "./ast-restrictions.ts";
import { Constants } from "./constants.ts";
import { SOUND_VERSION } from "./zksolc-version.ts";

const SAFE_MODULUS_LIMIT = 2n ** 128n;

const doWhile = (
  version: string,
) => `You are using a 'do-while' loop, which zksolc ${version} may miscompile. \
Please write it as a 'while' or 'for' loop, or use zksolc ${SOUND_VERSION} or later.`;

const mulmod = (
  version: string,
) => `You are using 'mulmod' with a modulus that is not known to be less than 2^128 when \
it is compiled. zksolc ${version} may miscompile 'mulmod' for a modulus of 2^128 or more. \
Please use a constant modulus below that, or zksolc ${SOUND_VERSION} or later.`;

/**
 * Finds code in syntax trees that an unsound release may miscompile. zksolc itself does not report it: the names that
 * suppress these warnings are ours.
 *
 * @param trees are those of the entire compilation: a modulus may be a constant of another file.
 */
export function miscompilations(version: string, trees: Iterable<AstNode>): AstRestriction[] {
  const constants = new Constants(trees);
  return [
    {
      severity: "warning",
      name: "dowhile",
      message: doWhile(version),
      matches: ({ nodeType }) => nodeType === "DoWhileStatement",
    },
    {
      severity: "warning",
      name: "mulmod",
      message: mulmod(version),
      matches: (node) => callsMulmod(node) && !isSafeModulus(constants.valueOf(node.arguments?.[2])),
    },
  ];
}

/** Tells the builtin from a project's function of the same name by its type. */
function callsMulmod(node: AstNode): boolean {
  if (callsInAssembly(node, "mulmod")) return true;
  const type = node.expression?.typeDescriptions?.typeIdentifier ?? "";
  return node.nodeType === "FunctionCall" && type.startsWith("t_function_mulmod_");
}

function isSafeModulus(modulus: bigint | undefined): boolean {
  return modulus !== undefined && modulus < SAFE_MODULUS_LIMIT;
}

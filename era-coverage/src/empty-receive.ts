import type { MappedBuild, MappedContract } from "../../local-era/src/source-maps/build.ts";
import { child, childList } from "../../local-era/src/source-maps/sites.ts";
import type { MappedInstruction } from "../../local-era/src/source-maps/source-map.ts";
import type { AstNode } from "../../local-era/src/zksolc/ast.ts";
import { fileOf, isSame, rangeOf } from "../../local-era/src/zksolc/range.ts";
import type { Range } from "../../local-era/src/zksolc/range.ts";

/*
 * IR code does not call functions that do nothing. The arguments of an external function are still decoded, but all that
 * remains of a `receive` with an empty body is the dispatcher's check for empty calldata: CALLDATASIZE, ISZERO, a jump, and
 * STOP at its destination.
 */

const CALLDATASIZE = 0x36;
const ISZERO = 0x15;
const JUMPI = 0x57;
const JUMPDEST = 0x5b;
const STOP = 0x00;

/** A `receive` with an empty body, and the jump that is left of it. */
export interface EmptyReceive {
  /** Number of the source file. */
  readonly file: number;
  /** The function's. */
  readonly range: Range;
  /** Program counter of the jump that is taken when ETH arrives without calldata. */
  readonly jump: number;
}

/** Finds the empty `receive` of a contract, its own or inherited, if its runtime IR code has one. */
export function findEmptyReceive(
  build: MappedBuild,
  { name }: MappedContract,
  runtime: readonly MappedInstruction[],
): EmptyReceive | undefined {
  const [file, contractName] = name.split(/:(?=[^:]*$)/) as [string, string];
  const { id, ast } = build.sources[file]!;
  const contract = ast.nodes?.find((node) => isContract(node) && node.name === contractName);
  const receive = contract && receiveOf(build, contract);
  if (receive === undefined || childList(child(receive, "body")!, "statements").length > 0) return undefined;
  const jump = runtime.findIndex(
    (one, i) =>
      one.opcode === JUMPI && one.file === id && isSame(one, rangeOf(contract!)) && stops(runtime, i),
  );
  if (jump === -1) return undefined;
  return { file: fileOf(receive), range: rangeOf(receive), jump: runtime[jump]!.pc };
}

/** Tells whether the jump with this index is taken without calldata and leads to the end of the call. */
function stops(runtime: readonly MappedInstruction[], jump: number): boolean {
  const [size, isZero, push] = runtime.slice(Math.max(jump - 3, 0), jump);
  if (size?.opcode !== CALLDATASIZE || isZero?.opcode !== ISZERO) return false;
  const target = runtime.findIndex(({ pc }) => pc === push!.pushed);
  return runtime[target]?.opcode === JUMPDEST && runtime[target + 1]?.opcode === STOP;
}

/** Finds the function that receives ETH: the contract's own, or that of its first base that has one. */
function receiveOf({ sources }: MappedBuild, contract: AstNode): AstNode | undefined {
  const all = Object.values(sources).flatMap(({ ast }) => (ast.nodes ?? []).filter(isContract));
  const line = contract.linearizedBaseContracts as readonly number[];
  return line
    .flatMap((id) => all.find((one) => one.id === id)?.nodes ?? [])
    .find(({ kind, body }) => kind === "receive" && body);
}

function isContract({ nodeType }: AstNode): boolean {
  return nodeType === "ContractDefinition";
}

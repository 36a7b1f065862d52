import { child, childList } from "local-era/source-maps/sites";
import type { AstNode } from "local-era/zksolc/ast";

/*
 * The control flow of an assembly block, cut into parts as solc's code generator by way of the IR does it, and put into
 * the order in which that writes them: it goes on with the part where a condition does not hold, and comes back for the
 * other one. So the conditional jumps of the code are those of the parts, one after the other.
 */

/** Statements that run one after the other, and where it goes on behind them. */
export interface YulPart {
  readonly statements: AstNode[];
  /** Undefined where nothing follows. */
  next: Next | undefined;
}

export type Next =
  | { readonly kind: "always"; readonly to: YulPart }
  | {
      readonly kind: "condition";
      /** The `if`, the loop or the `case` it belongs to. */
      readonly node: AstNode;
      readonly whenTrue: YulPart;
      readonly whenFalse: YulPart;
    };

interface Loop {
  readonly post: YulPart;
  readonly after: YulPart;
}

/** Built-in functions that do not come back. */
const ENDS = new Set(["stop", "return", "revert", "invalid", "selfdestruct"]);

/**
 * The parts of an assembly block that can be reached, in the order of the code; undefined for a block with functions of
 * its own, which may be anywhere in the code.
 */
export function yulParts(assembly: AstNode): readonly YulPart[] | undefined {
  const start = newPart();
  const builder = new Builder(start);
  builder.block(child(assembly, "AST")!);
  return builder.hasFunctions ? undefined : inOrderOfCode(start);
}

/** Follows the statements, and adds each to the part they have come to. */
class Builder {
  hasFunctions = false;
  #part: YulPart;
  #loops: Loop[] = [];

  constructor(start: YulPart) {
    this.#part = start;
  }

  block(block: AstNode): void {
    for (const statement of childList(block, "statements")) this.#statement(statement);
  }

  #statement(node: AstNode): void {
    switch (node.nodeType) {
      case "YulBlock":
        return this.block(node);
      case "YulIf":
        return this.#if(node);
      case "YulSwitch":
        return this.#switch(node);
      case "YulForLoop":
        return this.#loop(node);
      case "YulFunctionDefinition":
        this.hasFunctions = true;
        return;
    }
    this.#part.statements.push(node);
    if (node.nodeType === "YulBreak") this.#leaveFor(this.#loops.at(-1)!.after);
    if (node.nodeType === "YulContinue") this.#leaveFor(this.#loops.at(-1)!.post);
    if (isEnd(node)) this.#part = newPart();
  }

  #if(node: AstNode): void {
    const [body, after] = [newPart(), newPart()];
    this.#part.statements.push(node);
    this.#part.next = { kind: "condition", node, whenTrue: body, whenFalse: after };
    this.#inside(body, node, after);
    this.#part = after;
  }

  /** One comparison after the other; behind the last one the default, which has no comparison and is always last. */
  #switch(node: AstNode): void {
    const after = newPart();
    this.#part.statements.push(node);
    const cases = childList(node, "cases");
    for (const [index, one] of cases.entries()) {
      if (one.value === "default") {
        this.block(child(one, "body")!);
        break;
      }
      const [body, otherwise] = [newPart(), index === cases.length - 1 ? after : newPart()];
      this.#part.next = { kind: "condition", node: one, whenTrue: body, whenFalse: otherwise };
      this.#inside(body, one, after);
      this.#part = otherwise;
    }
    if (this.#part !== after) this.#leaveFor(after);
    this.#part = after;
  }

  #loop(node: AstNode): void {
    const [condition, body, post, after] = [newPart(), newPart(), newPart(), newPart()];
    this.block(child(node, "pre")!);
    this.#leaveFor(condition);
    condition.statements.push(node);
    condition.next = this.#loopChoice(node, body, after);
    this.#loops.push({ post, after });
    this.#inside(body, node, post);
    this.#loops.pop();
    this.#part = post;
    this.block(child(node, "post")!);
    this.#leaveFor(condition);
    this.#part = after;
  }

  /** No code asks for a condition that is written down as a number. */
  #loopChoice(node: AstNode, body: YulPart, after: YulPart): Next {
    const condition = child(node, "condition")!;
    if (condition.nodeType !== "YulLiteral")
      return { kind: "condition", node, whenTrue: body, whenFalse: after };
    const isTrue = condition.value === "true" || Number(condition.value) !== 0;
    return { kind: "always", to: isTrue ? body : after };
  }

  /** The body of `node`, which begins with `start` and goes on to `after`. */
  #inside(start: YulPart, node: AstNode, after: YulPart): void {
    this.#part = start;
    this.block(child(node, "body")!);
    this.#leaveFor(after);
  }

  /** What stands behind, if anything does, cannot be reached. */
  #leaveFor(to: YulPart): void {
    this.#part.next = { kind: "always", to };
    this.#part = newPart();
  }
}

function newPart(): YulPart {
  return { statements: [], next: undefined };
}

function isEnd(statement: AstNode): boolean {
  if (statement.nodeType !== "YulExpressionStatement") return false;
  const callee = child(child(statement, "expression")!, "functionName");
  return ENDS.has(String(callee?.name));
}

function inOrderOfCode(start: YulPart): YulPart[] {
  const parts = new Set<YulPart>();
  const write = (part: YulPart): void => {
    if (parts.has(part)) return;
    parts.add(part);
    if (part.next?.kind === "always") write(part.next.to);
    if (part.next?.kind !== "condition") return;
    write(part.next.whenFalse);
    write(part.next.whenTrue);
  };
  write(start);
  return [...parts];
}

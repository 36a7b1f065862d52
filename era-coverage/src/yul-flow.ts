import { child, childList } from "../../local-era/src/source-maps/sites.ts";
import type { AstNode } from "../../local-era/src/zksolc/ast.ts";

/*
 * Splits an assembly block into basic blocks as solc's IR code generator does, in the order in which it writes them: it
 * continues with the branch where a condition does not hold and returns to the other one later. The conditional jumps in
 * the code are therefore those of the basic blocks, in order.
 */

/** Statements that run one after the other, and what follows them. */
export interface YulPart {
  readonly statements: AstNode[];
  /** Undefined if nothing follows. */
  next: Next | undefined;
}

export type Next =
  | { readonly kind: "always"; readonly to: YulPart }
  | {
      readonly kind: "condition";
      /** The `if`, loop or `case` that has the condition. */
      readonly node: AstNode;
      readonly whenTrue: YulPart;
      readonly whenFalse: YulPart;
    };

interface Loop {
  readonly post: YulPart;
  readonly after: YulPart;
}

/** Built-in functions that do not return. */
const ENDS = new Set(["stop", "return", "revert", "invalid", "selfdestruct"]);

/**
 * Returns the reachable basic blocks of an assembly block, in the order of the code; undefined if the block defines
 * functions, which may be anywhere in the code.
 */
export function yulParts(assembly: AstNode): readonly YulPart[] | undefined {
  const start = newPart();
  const builder = new Builder(start);
  builder.block(child(assembly, "AST")!);
  return builder.hasFunctions ? undefined : inOrderOfCode(start);
}

/** Walks the statements and adds each to the current basic block. */
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

  /** Adds the comparisons in order, then the default, which has no comparison and is always last. */
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

  /** Tells whether a condition is a literal, for which there is no jump in the code. */
  #loopChoice(node: AstNode, body: YulPart, after: YulPart): Next {
    const condition = child(node, "condition")!;
    if (condition.nodeType !== "YulLiteral")
      return { kind: "condition", node, whenTrue: body, whenFalse: after };
    const isTrue = condition.value === "true" || Number(condition.value) !== 0;
    return { kind: "always", to: isTrue ? body : after };
  }

  /** Adds the body of `node`, which begins with `start` and continues with `after`. */
  #inside(start: YulPart, node: AstNode, after: YulPart): void {
    this.#part = start;
    this.block(child(node, "body")!);
    this.#leaveFor(after);
  }

  /** Ends the block: what follows, if anything, is unreachable. */
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

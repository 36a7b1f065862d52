import type { Condition, Statement } from "./random-program.ts";

type Step = (argument: number) => void;
type Test = (argument: number) => boolean;

class Left extends Error {}

/** A program as Solidity, and an interpreter of it that knows what ran. */
export class ProgramModel {
  readonly #lines: string[] = [];
  readonly #statements = new Map<number, Set<symbol>>();
  readonly #ran = new Set<symbol>();
  readonly #branchesInLine = new Map<number, number>();
  readonly #outcomes = new Set<string>();
  readonly #body: Step;

  constructor(program: readonly Statement[]) {
    this.#print(
      "// SPDX-License-Identifier: MIT",
      "pragma solidity ^0.8.24;",
      "contract Fixture {",
      "uint256 private x;",
      "error Refused();",
    );
    this.#print("function check(uint256 a, uint256 rest) private pure {");
    const checkIf = this.#branch(this.#lines.length + 1);
    const checkRan = this.#statement("if (a % 5 == rest) revert Refused();");
    const refused = this.#addStatement(this.#lines.length);
    this.#check = (argument, rest) => {
      checkRan();
      const isRefused = argument % 5 === rest;
      checkIf(isRefused ? "true" : "false");
      if (!isRefused) return;
      refused();
      throw new Left();
    };
    this.#print("}", "function f(uint256 a) external returns (uint256 b) {");
    this.#body = this.#block(program);
    this.#print("}", "}");
  }

  readonly #check: (argument: number, rest: number) => void;

  get source(): string {
    return this.#lines.join("\n");
  }

  run(argument: number): void {
    try {
      this.#body(argument);
    } catch (error) {
      if (!(error instanceof Left)) throw error;
    }
  }

  /** Lines on which every statement ran. */
  coveredLines(): number[] {
    return [...this.#statements]
      .filter(([, statements]) => [...statements].every((statement) => this.#ran.has(statement)))
      .map(([line]) => line);
  }

  /** `line:position of the branch in the line:outcome` */
  outcomes(): string[] {
    return [...this.#outcomes].sort();
  }

  #block(program: readonly Statement[]): Step {
    const steps = program.map((statement) => this.#translate(statement));
    return (argument) => steps.forEach((step) => step(argument));
  }

  #translate(statement: Statement): Step {
    switch (statement.kind) {
      case "set":
        return this.#statement(`b = ${this.#lines.length};`);
      case "add":
        return this.#statement(`b += ${this.#lines.length};`);
      case "store":
        return this.#statement("x = b;");
      case "return": {
        const ran = this.#statement("return b;");
        return () => {
          ran();
          throw new Left();
        };
      }
      case "check": {
        const ran = this.#statement(`check(a, ${statement.rest});`);
        return (argument) => {
          ran();
          this.#check(argument, statement.rest);
        };
      }
      case "choose":
        return this.#choose(statement.condition);
      case "if":
        return this.#if(statement);
      case "for":
        return this.#for(statement);
    }
  }

  #choose(condition: Condition): Step {
    const line = this.#lines.length + 1;
    const branch = this.#branch(line);
    const test = this.#test(condition, line);
    const ran = this.#statement(`b = ${text(condition)} ? 1 : b;`);
    return (argument) => {
      ran();
      branch(test(argument) ? "true" : "false");
    };
  }

  #if({ condition, whenTrue, whenFalse }: Extract<Statement, { kind: "if" }>): Step {
    const line = this.#lines.length + 1;
    const branch = this.#branch(line);
    const test = this.#test(condition, line);
    const ran = this.#statement(`if (${text(condition)}) {`);
    const onTrue = this.#block(whenTrue);
    if (whenFalse !== undefined) this.#print("} else {");
    const onFalse = whenFalse && this.#block(whenFalse);
    this.#print("}");
    return (argument) => {
      ran();
      const isTrue = test(argument);
      branch(isTrue ? "true" : "false");
      if (isTrue) onTrue(argument);
      else onFalse?.(argument);
    };
  }

  #for({ bound, condition, body }: Extract<Statement, { kind: "for" }>): Step {
    const line = this.#lines.length + 1;
    const branch = this.#branch(line);
    const both = condition && this.#branch(line);
    const test = condition && this.#test(condition, line);
    const counter = `i${line}`;
    const bounded = `${counter} < a % ${bound + 1}`;
    const ran = this.#statement(
      `for (uint256 ${counter}; ${condition ? `${bounded} && ${text(condition)}` : bounded}; ++${counter}) {`,
    );
    const advanced = this.#addStatement(line);
    const round = this.#block(body);
    this.#print("}");
    return (argument) => {
      ran();
      for (let i = 0; ; i++, advanced()) {
        let goesOn = i < argument % (bound + 1);
        if (test !== undefined) {
          both?.(goesOn ? "right operand" : "short circuit");
          goesOn &&= test(argument);
        }
        branch(goesOn ? "entered" : "left");
        if (!goesOn) return;
        round(argument);
      }
    };
  }

  #test(condition: Condition, line: number): Test {
    if (condition.kind === "remainder") return (argument) => argument % condition.divisor === condition.rest;
    const branch = this.#branch(line);
    const left = this.#test(condition.left, line);
    const right = this.#test(condition.right, line);
    const decides = condition.kind === "either";
    return (argument) => {
      const isDecided = left(argument) === decides;
      branch(isDecided ? "short circuit" : "right operand");
      return isDecided ? decides : right(argument);
    };
  }

  #print(...lines: string[]): void {
    this.#lines.push(...lines);
  }

  /** Prints a statement; what it answers with is to be called when that runs. */
  #statement(line: string): () => void {
    this.#print(line);
    return this.#addStatement(this.#lines.length);
  }

  #addStatement(line: number): () => void {
    const statement = Symbol(String(line));
    const inLine = this.#statements.get(line) ?? new Set();
    this.#statements.set(line, inLine.add(statement));
    return () => this.#ran.add(statement);
  }

  #branch(line: number): (outcome: string) => void {
    const position = this.#branchesInLine.get(line) ?? 0;
    this.#branchesInLine.set(line, position + 1);
    return (outcome) => this.#outcomes.add(`${line}:${position}:${outcome}`);
  }
}

function text(condition: Condition): string {
  if (condition.kind === "remainder") return `a % ${condition.divisor} == ${condition.rest}`;
  const operator = condition.kind === "both" ? "&&" : "||";
  return `(${text(condition.left)} ${operator} ${text(condition.right)})`;
}

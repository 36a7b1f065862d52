import type { YulStatement } from "./random-assembly.ts";

type Step = (argument: number) => void;
type Way = "end" | "break" | "continue";

/** Thrown where the program does not go on with the next statement. */
class Gone extends Error {
  readonly way: Way;

  constructor(way: Way) {
    super(way);
    this.way = way;
  }
}

/** An assembly block as Solidity, and an interpreter of it that knows what ran. */
export class AssemblyModel {
  readonly #lines: string[] = [];
  readonly #statements = new Map<number, Set<symbol>>();
  readonly #ran = new Set<symbol>();
  readonly #outcomes = new Set<string>();
  readonly #body: Step;

  constructor(program: readonly YulStatement[]) {
    this.#lines.push("// SPDX-License-Identifier: MIT", "pragma solidity ^0.8.24;", "contract Fixture {");
    this.#lines.push("function f(uint256 a) external pure returns (uint256 b) {", "assembly {");
    this.#body = this.#block(program, false);
    this.#lines.push("}", "}", "}");
  }

  get source(): string {
    return this.#lines.join("\n");
  }

  run(argument: number): void {
    catching(["end"], () => this.#body(argument));
  }

  /** Lines on which every statement ran. */
  coveredLines(): number[] {
    return [...this.#statements]
      .filter(([, statements]) => [...statements].every((statement) => this.#ran.has(statement)))
      .map(([line]) => line);
  }

  /** `line:0:outcome`; there is one branch in a line. */
  outcomes(): string[] {
    return [...this.#outcomes].sort();
  }

  #block(program: readonly YulStatement[], inLoop: boolean): Step {
    const steps = program.map((statement) => this.#translate(statement, inLoop));
    return (argument) => steps.forEach((step) => step(argument));
  }

  #translate(statement: YulStatement, inLoop: boolean): Step {
    switch (statement.kind) {
      case "if":
        return this.#if(statement, inLoop);
      case "switch":
        return this.#switch(statement, inLoop);
      case "for":
        return this.#for(statement);
      case "end":
        return this.#leave("revert(0, 0)", "end");
      case "break":
      case "continue":
        if (inLoop) return this.#leave(statement.kind, statement.kind);
        return this.#print("b := add(b, 1)");
      case "set":
        return this.#print("b := add(b, 1)");
    }
  }

  #leave(text: string, way: Way): Step {
    const ran = this.#print(text);
    return () => {
      ran();
      throw new Gone(way);
    };
  }

  #if({ condition, body }: Extract<YulStatement, { kind: "if" }>, inLoop: boolean): Step {
    const ran = this.#print(`if eq(mod(a, ${condition.divisor}), ${condition.rest}) {`);
    const line = this.#lines.length;
    const inside = this.#block(body, inLoop);
    this.#lines.push("}");
    return (argument) => {
      ran();
      const isTrue = argument % condition.divisor === condition.rest;
      this.#outcomes.add(`${line}:0:${isTrue}`);
      if (isTrue) inside(argument);
    };
  }

  #switch({ divisor, cases, otherwise }: Extract<YulStatement, { kind: "switch" }>, inLoop: boolean): Step {
    const ran = this.#print(`switch mod(a, ${divisor})`);
    const line = this.#lines.length;
    const inside = cases.map((body, i) => this.#case(`case ${i}`, body, inLoop));
    const others = otherwise && this.#case("default", otherwise, inLoop);
    return (argument) => {
      ran();
      const value = argument % divisor;
      this.#outcomes.add(`${line}:0:${value < cases.length ? `case ${value}` : "default"}`);
      (inside[value] ?? others)?.(argument);
    };
  }

  #case(label: string, body: readonly YulStatement[], inLoop: boolean): Step {
    this.#lines.push(`${label} {`);
    const inside = this.#block(body, inLoop);
    this.#lines.push("}");
    return inside;
  }

  #for({ bound, body }: Extract<YulStatement, { kind: "for" }>): Step {
    const counter = `i${this.#lines.length}`;
    const began = this.#print(
      `for { let ${counter} := 0 } lt(${counter}, mod(a, ${bound + 1})) { ${counter} := add(${counter}, 1) } {`,
    );
    const line = this.#lines.length;
    const asked = this.#statement(line);
    const advanced = this.#statement(line);
    const inside = this.#block(body, true);
    this.#lines.push("}");
    return (argument) => {
      began();
      const round = (): void => catching(["continue"], () => inside(argument));
      catching(["break"], () => {
        for (let i = 0; ; i++, advanced()) {
          asked();
          const goesOn = i < argument % (bound + 1);
          this.#outcomes.add(`${line}:0:${goesOn ? "entered" : "left"}`);
          if (!goesOn) return;
          round();
        }
      });
    };
  }

  /** Prints a statement; what it answers with is to be called when that runs. */
  #print(text: string): () => void {
    this.#lines.push(text);
    return this.#statement(this.#lines.length);
  }

  #statement(line: number): () => void {
    const statement = Symbol(String(line));
    this.#statements.set(line, (this.#statements.get(line) ?? new Set()).add(statement));
    return () => this.#ran.add(statement);
  }
}

function catching(ways: readonly Way[], step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof Gone) || !ways.includes(error.way)) throw error;
  }
}

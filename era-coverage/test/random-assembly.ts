import fc from "fast-check";

/** A condition on the function's argument `a`. */
export interface Remainder {
  readonly divisor: number;
  readonly rest: number;
}

/** A statement of an assembly block. `break` and `continue` outside of a loop stand for `set`. */
export type YulStatement =
  | { readonly kind: "set" | "end" | "break" | "continue" }
  | { readonly kind: "if"; readonly condition: Remainder; readonly body: readonly YulStatement[] }
  | {
      readonly kind: "switch";
      readonly divisor: number;
      /** The body of `case i` for each `i`. */
      readonly cases: readonly (readonly YulStatement[])[];
      readonly otherwise: readonly YulStatement[] | undefined;
    }
  | { readonly kind: "for"; readonly bound: number; readonly body: readonly YulStatement[] };

const condition = fc.record({
  divisor: fc.integer({ min: 2, max: 4 }),
  rest: fc.integer({ min: 0, max: 1 }),
});

const { block } = fc.letrec<{ block: YulStatement[]; statement: YulStatement }>((tie) => ({
  block: fc.array(tie("statement"), { minLength: 1, maxLength: 4 }),
  statement: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    fc.record({ kind: fc.constantFrom("set", "set", "set", "end", "break", "continue") }),
    fc.record({ kind: fc.constant("if"), condition, body: tie("block") }),
    fc.record({
      kind: fc.constant("switch"),
      divisor: fc.integer({ min: 2, max: 4 }),
      cases: fc.array(tie("block"), { minLength: 1, maxLength: 3 }),
      otherwise: fc.option(tie("block"), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant("for"), bound: fc.integer({ min: 1, max: 3 }), body: tie("block") }),
  ),
}));

/** Assembly blocks of functions of one argument. */
export const assemblies: fc.Arbitrary<readonly YulStatement[]> = block;

import fc from "fast-check";

/** A condition on the function's argument `a`. */
export type Condition =
  | { readonly kind: "remainder"; readonly divisor: number; readonly rest: number }
  | { readonly kind: "both" | "either"; readonly left: Condition; readonly right: Condition };

/** A statement. `check` reverts if the argument leaves `rest` when divided by five. */
export type Statement =
  | { readonly kind: "set" | "add" | "store" | "return" }
  | { readonly kind: "check"; readonly rest: number }
  | { readonly kind: "choose"; readonly condition: Condition }
  | {
      readonly kind: "if";
      readonly condition: Condition;
      readonly whenTrue: readonly Statement[];
      readonly whenFalse: readonly Statement[] | undefined;
    }
  | {
      readonly kind: "for";
      readonly bound: number;
      readonly condition: Condition | undefined;
      readonly body: readonly Statement[];
    };

const remainder = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 0, max: 3 }))
  .map(([divisor, rest]): Condition => ({ kind: "remainder", divisor, rest: rest % divisor }));

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", maxDepth: 2 },
    remainder,
    fc.record({ kind: fc.constantFrom("both", "either"), left: tie("condition"), right: tie("condition") }),
  ),
}));

const { block } = fc.letrec<{ block: Statement[]; statement: Statement }>((tie) => ({
  block: fc.array(tie("statement"), { minLength: 1, maxLength: 4 }),
  statement: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    fc.record({ kind: fc.constantFrom("set", "add", "store", "return", "set", "add") }),
    fc.record({ kind: fc.constant("check"), rest: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ kind: fc.constant("choose"), condition }),
    fc.record({
      kind: fc.constant("if"),
      condition,
      whenTrue: tie("block"),
      whenFalse: fc.option(tie("block"), { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant("for"),
      bound: fc.integer({ min: 1, max: 3 }),
      condition: fc.option(condition, { nil: undefined }),
      body: tie("block"),
    }),
  ),
}));

/** Bodies of functions of one argument. */
export const programs: fc.Arbitrary<readonly Statement[]> = block;

import type { AstNode } from "../../local-era/src/zksolc/ast";
import { rangeOf, type Range } from "../../local-era/src/zksolc/range";

/** What an operator proposes: other text for a piece of the source. */
export interface Change extends Range {
  readonly operator: string;
  readonly replacement: string;
  /** How the piece is shown with the change; its replacement unless given. */
  readonly shown?: string;
}

/** Reads pieces of a source by the byte offsets of its syntax tree. */
export class SourceText {
  readonly #bytes: Buffer;

  constructor(content: string) {
    this.#bytes = Buffer.from(content);
  }

  slice({ start, end }: Range): string {
    return this.#bytes.subarray(start, end).toString();
  }

  of(node: AstNode): string {
    return this.slice(rangeOf(node));
  }

  /** Returns the text from here to the end of the file. */
  from(start: number): string {
    return this.#bytes.subarray(start).toString();
  }
}

/** Proposes to write `text` instead of a whole node. */
export function replace(node: AstNode, operator: string, text: string, shown = text): Change {
  return { ...rangeOf(node), operator, replacement: text, shown };
}

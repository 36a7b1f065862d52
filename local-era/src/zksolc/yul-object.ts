/** Says where code came from, by solc's `@src` comments; offsets are in bytes. */
export interface YulLocation {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Describes a builtin (or any function) called in a Yul object's own code. */
export interface YulCall {
  readonly name: string;
  /** Undefined for code that the compiler generated. */
  readonly location: YulLocation | undefined;
}

/** Describes `object "name" { code { … } object … data … }` of solc's IR. */
export interface YulObject {
  readonly name: string;
  /** Calls in this object's own code, without its subobjects. */
  readonly calls: YulCall[];
  readonly objects: YulObject[];
}

/** Matches tokens. Comments come first: an apostrophe or brace inside one means nothing. */
const TOKEN =
  /\/\*[^]*?\*\/|\/\/[^\n]*|(?:hex)?"(?:[^"\\]|\\.)*"|[A-Za-z_$][\w$.]*|[{}(]|[^\sA-Za-z_${}("/]+|\//g;
const SOURCE_COMMENT = /@src (-?\d+):(-?\d+):(-?\d+)/;
const SOURCE_NAMES = /@use-src (.*)/;
const ESCAPE_OR_TEXT = /\\x([0-9a-f]{2})|\\([^])|[^\\]+/g;
const CONTROLS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
const SOURCE_NAME = /(\d+):("(?:[^"\\]|\\.)*")/g;

/**
 * Parses the objects of a Yul text from solc's `ir` output, and the calls in each. The text is assumed to be
 * well-formed, because only solc writes it.
 */
export function parseYulObject(ir: string, isWanted: (call: string) => boolean): YulObject {
  const root: YulObject = { name: "", calls: [], objects: [] };
  const open: YulObject[] = [root];
  const openDepths: number[] = [0];
  const files = new Map<string, string>();
  let location: YulLocation | undefined;
  let depth = 0;
  let previous = "";
  let named: string | undefined;
  for (const [token] of ir.matchAll(TOKEN)) {
    if (token.startsWith("/") && token.length > 1) {
      readSourceNames(token, files);
      const source = SOURCE_COMMENT.exec(token);
      if (source) location = toLocation(source, files);
      continue;
    }
    const current = open[open.length - 1]!;
    if (token === "{") {
      depth++;
      if (named !== undefined) {
        const object: YulObject = { name: named, calls: [], objects: [] };
        current.objects.push(object);
        open.push(object);
        openDepths.push(depth);
        named = undefined;
      }
    } else if (token === "}") {
      if (depth === openDepths[openDepths.length - 1]) {
        open.pop();
        openDepths.pop();
      }
      depth--;
    } else if (token === "(") {
      if (isWanted(previous)) current.calls.push({ name: previous, location });
    } else if (previous === "object" && token.startsWith('"')) {
      named = stringOf(token);
    }
    previous = token;
  }
  return root.objects[0] ?? root;
}

/** Returns every object below `object`, at any depth. */
export function subobjects(object: YulObject): YulObject[] {
  return object.objects.flatMap((child) => [child, ...subobjects(child)]);
}

function readSourceNames(comment: string, files: Map<string, string>): void {
  const list = SOURCE_NAMES.exec(comment);
  if (!list) return;
  for (const [, index, name] of list[1]!.matchAll(SOURCE_NAME)) files.set(index!, stringOf(name!));
}

/** Reads a string in quotes, of which solc writes bytes outside ASCII as `\xNN`. */
function stringOf(quoted: string): string {
  const parts = [...quoted.slice(1, -1).matchAll(ESCAPE_OR_TEXT)].map(([text, byte, simple]) => {
    if (byte !== undefined) return Buffer.from(byte, "hex");
    return Buffer.from(simple === undefined ? text : (CONTROLS[simple] ?? simple));
  });
  return Buffer.concat(parts).toString();
}

function toLocation(source: RegExpExecArray, files: Map<string, string>): YulLocation | undefined {
  const file = files.get(source[1]!);
  return file === undefined ? undefined : { file, start: Number(source[2]), end: Number(source[3]) };
}

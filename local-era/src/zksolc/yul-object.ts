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
      named = JSON.parse(token) as string;
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
  for (const [, index, name] of list[1]!.matchAll(SOURCE_NAME))
    files.set(index!, JSON.parse(name!) as string);
}

function toLocation(source: RegExpExecArray, files: Map<string, string>): YulLocation | undefined {
  const file = files.get(source[1]!);
  return file === undefined ? undefined : { file, start: Number(source[2]), end: Number(source[3]) };
}

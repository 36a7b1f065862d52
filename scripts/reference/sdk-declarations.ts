import { dirname, relative } from "node:path";
import ts from "typescript";
import { projectPath } from "../toolchain/toolchain";
import type { SdkEntry } from "./sdk-entry";

/** Something that the SDK exports. */
export interface SdkExport {
  readonly name: string;
  readonly kind: "function" | "class" | "constant" | "type";
  /** Its declaration as the compiler writes it for those who import it, without the comment in front. */
  readonly declaration: string;
  readonly comment: string;
  readonly tags: readonly ExportTag[];
}

/** A tag of a comment, such as `@param name what it is`. */
export interface ExportTag {
  readonly name: string;
  readonly text: string;
}

const CONFIG = "sdk/tsconfig.build.json";

/** The SDK as its compiler sees it. */
export class SdkDeclarations {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  readonly #emitted = new Map<string, ts.SourceFile>();

  constructor() {
    const file = projectPath(CONFIG);
    const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: unknown };
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
    this.#program = ts.createProgram(fileNames, { ...options, noEmit: false });
    this.#checker = this.#program.getTypeChecker();
  }

  /** Returns what the file says of itself at its top. */
  describe({ source }: SdkEntry): string {
    const { text } = this.#sourceFile(source);
    return (
      /^\/\/ [^\n]*(?:\n\/\/ [^\n]*)*/
        .exec(text)?.[0]
        .replaceAll(/^\/\/ /gm, "")
        .replaceAll("\n", " ") ?? ""
    );
  }

  /** Returns what an entry point exports, by name. */
  exportsOf({ source }: SdkEntry): SdkExport[] {
    const module = this.#checker.getSymbolAtLocation(this.#sourceFile(source));
    if (module === undefined) throw new Error(`${source} exports nothing`);
    const named = this.#checker.getExportsOfModule(module).map((symbol) => ({
      name: symbol.name,
      symbol: symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol,
    }));
    return named.sort((one, other) => (one.name < other.name ? -1 : 1)).map((each) => this.#export(each));
  }

  #export({ name, symbol }: { name: string; symbol: ts.Symbol }): SdkExport {
    return {
      name,
      kind: kindOf(symbol),
      declaration: this.#declarationOf(symbol),
      comment: ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)),
      tags: symbol
        .getJsDocTags(this.#checker)
        .map((tag) => ({ name: tag.name, text: ts.displayPartsToString(tag.text) })),
    };
  }

  #declarationOf(symbol: ts.Symbol): string {
    const files = new Set((symbol.declarations ?? []).map((each) => each.getSourceFile()));
    return [...files].flatMap((file) => this.#statements(file, symbol.name)).join("\n\n");
  }

  /** The declarations of a name in what the compiler emits of a file; as they are written, for a package's own. */
  #statements(file: ts.SourceFile, name: string): string[] {
    const emitted = file.isDeclarationFile ? file : this.#emit(file);
    return emitted.statements
      .filter((statement) => namesOf(statement).includes(name))
      .map((statement) => statement.getText(emitted).replace(/^export (declare )?/, ""));
  }

  #emit(file: ts.SourceFile): ts.SourceFile {
    const known = this.#emitted.get(file.fileName);
    if (known) return known;
    let text = "";
    this.#program.emit(
      file,
      (path, written) => void (path.endsWith(".d.ts") && (text = written)),
      undefined,
      true,
    );
    if (text === "")
      throw new Error(`the compiler emits no types of ${relative(projectPath(""), file.fileName)}`);
    const emitted = ts.createSourceFile(`${file.fileName}.d.ts`, text, ts.ScriptTarget.Latest, true);
    this.#emitted.set(file.fileName, emitted);
    return emitted;
  }

  #sourceFile(path: string): ts.SourceFile {
    const file = this.#program.getSourceFile(projectPath(path));
    if (file === undefined) throw new Error(`${path} is no file of ${CONFIG}`);
    return file;
  }
}

function kindOf({ flags }: ts.Symbol): SdkExport["kind"] {
  if (flags & ts.SymbolFlags.Function) return "function";
  if (flags & ts.SymbolFlags.Class) return "class";
  return flags & ts.SymbolFlags.Value ? "constant" : "type";
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = statement as ts.DeclarationStatement;
  return name === undefined ? [] : [name.getText()];
}

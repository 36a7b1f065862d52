import { ErrorFragment, EventFragment, FunctionFragment } from "ethers";
import { declaration, structsOf, typeName, type AbiEntry, type AbiParameter } from "./abi-types";
import { code, prose, solidity, table } from "./markdown";
import { described, type Described, type NatSpec } from "./natspec";

/** A contract whose page is to be written. */
export interface DocumentedContract {
  readonly name: string;
  /** Path of its source from the project's root. */
  readonly source: string;
  readonly abi: readonly AbiEntry[];
  readonly natspec: NatSpec;
  /** The comment on its interface, which says to callers what the contract's own says to its readers. */
  readonly interfaceNatspec?: NatSpec;
}

/** Writes a contract's page, as paragraphs: what it is, and all that its ABI has. */
export function contractPage(contract: DocumentedContract): string[] {
  const { name, source, natspec, interfaceNatspec } = contract;
  const entries = (...mutability: string[]) =>
    contract.abi.filter(
      (each) => each.type === "function" && mutability.includes(each.stateMutability ?? ""),
    );
  return [
    `# ${name}`,
    `[${source}](../../${source})`,
    prose(natspec.devdoc.title),
    ...[interfaceNatspec?.userdoc.notice, natspec.userdoc.notice, natspec.devdoc.details].map(prose),
    ...constructorPart(contract),
    ...functionPart("Functions that change something", contract, entries("nonpayable", "payable")),
    ...functionPart("Functions that read", contract, entries("view", "pure")),
    ...eventPart(contract),
    ...errorPart(contract),
    ...structPart(contract.abi),
  ];
}

function constructorPart({ abi, natspec }: DocumentedContract): string[] {
  const entry = abi.find(({ type }) => type === "constructor");
  if (entry === undefined || !entry.inputs?.length) return [];
  const comment = described(natspec, "methods", "constructor");
  const meanings = parameters("parameter", entry.inputs, comment.params);
  return ["## Constructor", solidity(declaration(entry)), ...words(comment), ...meanings];
}

function functionPart(heading: string, contract: DocumentedContract, entries: readonly AbiEntry[]): string[] {
  if (entries.length === 0) return [];
  const errors = contract.abi.flatMap(({ type, name }) => (type === "error" ? [name ?? ""] : []));
  const isOverloaded = (name?: string) => entries.filter((each) => each.name === name).length > 1;
  const parts = sorted(entries).flatMap((entry) => {
    const fragment = FunctionFragment.from(entry);
    const signature = fragment.format();
    const comment = described(contract.natspec, "methods", signature);
    return [
      `### ${isOverloaded(entry.name) ? signature : entry.name}`,
      solidity(declaration(entry)),
      `Selector ${code(fragment.selector)}`,
      ...words(comment),
      ...parameters("parameter", entry.inputs, comment.params),
      ...parameters("returns", entry.outputs, comment.returns),
      ...reverts(comment, errors),
    ];
  });
  return [`## ${heading}`, ...parts];
}

/** The errors that a comment says the function reverts with. */
function reverts({ notice = "", details = "" }: Described, errors: readonly string[]): string[] {
  const named = new Set(errors.filter((error) => `${notice} ${details}`.includes(code(error))));
  return named.size === 0
    ? []
    : [`May revert with ${[...named].map(code).join(", ")}: see [Errors](#errors).`];
}

function eventPart({ abi, natspec }: DocumentedContract): string[] {
  const rows = sorted(abi.filter(({ type }) => type === "event")).map((entry) => {
    const fragment = EventFragment.from(entry);
    const comment = described(natspec, "events", fragment.format());
    return [code(declaration(entry)), code(fragment.topicHash), remark(comment)];
  });
  return rows.length === 0 ? [] : ["## Events", ...table(["event", "topic", "when"], rows)];
}

function errorPart({ abi, natspec }: DocumentedContract): string[] {
  const rows = sorted(abi.filter(({ type }) => type === "error")).map((entry) => {
    const fragment = ErrorFragment.from(entry);
    const comment = described(natspec, "errors", fragment.format());
    return [code(declaration(entry)), code(fragment.selector), remark(comment)];
  });
  return rows.length === 0 ? [] : ["## Errors", ...table(["error", "selector", "when"], rows)];
}

/** What a row of a table has room for. */
function remark({ notice, details, params = {} }: Described): string {
  const notes = Object.entries(params).map(([name, meaning]) => `${code(name)}: ${prose(meaning)}.`);
  return [prose(notice ?? details), ...notes].join(" ").trim();
}

function structPart(abi: readonly AbiEntry[]): string[] {
  const structs = structsOf(abi);
  return structs.length === 0 ? [] : ["## Structs", ...structs.map(solidity)];
}

function words({ notice, details }: Described): string[] {
  return [prose(notice), prose(details)];
}

/** A table of the parameters, if the comment explains one of them: the signature has the rest. */
function parameters(
  heading: string,
  list: readonly AbiParameter[] = [],
  meanings: Readonly<Record<string, string>> = {},
): string[] {
  const rows = list.map((parameter, i) => [
    parameter.name === "" ? "" : code(parameter.name),
    code(typeName(parameter)),
    prose(meanings[parameter.name === "" ? `_${i}` : parameter.name]),
  ]);
  return rows.some(([, , meaning]) => meaning !== "") ? table([heading, "type", "meaning"], rows) : [];
}

function sorted(entries: readonly AbiEntry[]): AbiEntry[] {
  return [...entries].sort(({ name: one = "" }, { name: other = "" }) =>
    one < other ? -1 : one > other ? 1 : 0,
  );
}

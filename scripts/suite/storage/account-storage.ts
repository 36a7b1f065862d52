import { readdirSync, readFileSync } from "node:fs";
import {
  getStorageUpgradeReport,
  withValidationDefaults,
  type StorageLayout,
} from "@openzeppelin/upgrades-core";
import { projectPath } from "../../toolchain/toolchain";
import { erc7201Slot } from "./erc7201-slot";
import { storageLayouts } from "./storage-layout";

/** Where an account's code has its storage: the members of its ERC-7201 namespaces, by their ids. */
export type AccountStorage = StorageLayout;

type StructMember = Omit<NonNullable<StorageLayout["namespaces"]>[string][number], "contract" | "src">;

/** The folder of the account's code. Everything that it stores is declared there. */
const FOLDER = "contracts/account";

const DECLARATION = /@custom:storage-location erc7201:(\S+)\s+struct (\w+)/g;
const CONTAINER = /^(?:library|contract|abstract contract) (\w+)/m;

/** Reads the account's storage from this checkout's sources. */
export function accountStorage(): AccountStorage {
  const namespaces = accountNamespaces();
  const layouts = storageLayouts(Object.fromEntries(namespaces.map(({ struct, file }) => [struct, file])));
  const parts = namespaces.map(({ id, struct }) => namespaceOf(id, layouts[struct]!));
  return {
    storage: [],
    types: Object.assign({}, ...parts.map(({ types }) => types)) as StorageLayout["types"],
    namespaces: Object.assign({}, ...parts.map((part) => part.namespaces)) as StorageLayout["namespaces"],
  };
}

/** A namespace: its id, its struct as `Container.Struct`, and the file that declares it. */
export interface AccountNamespace {
  readonly id: string;
  readonly struct: string;
  readonly file: string;
}

/** Lists the structs of the account's namespaces, as `Container.Struct`, with the files that declare them. */
export function accountNamespaces(): AccountNamespace[] {
  const files = readdirSync(projectPath(FOLDER), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sol"))
    .sort();
  return files.flatMap((name) => {
    const file = `${FOLDER}/${name.replaceAll("\\", "/")}`;
    return namespacesIn(file, readFileSync(projectPath(file), "utf8"));
  });
}

/**
 * Lists the namespaces that a source declares.
 *
 * @throws Error if it has no constant with a namespace's slot: the annotation is what is compared, and the constant what is used
 */
export function namespacesIn(file: string, text: string): AccountNamespace[] {
  return [...text.matchAll(DECLARATION)].map(([, id, struct]) => {
    if (!text.includes(erc7201Slot(id!))) throw new Error(`${file} does not use the ERC-7201 slot of ${id}.`);
    return { id: id!, struct: `${CONTAINER.exec(text)![1]}.${struct}`, file };
  });
}

/**
 * Explains what would keep a new release from finding the storage that an older one wrote; empty, if it would. Members and
 * namespaces may be added at the end, but none moved, changed, renamed or removed.
 */
export function storageConflicts(older: AccountStorage, newer: AccountStorage): string {
  if (Object.keys(older.namespaces ?? {}).length === 0)
    return "The record has no namespaces to compare with.";
  const report = getStorageUpgradeReport(older, newer, withValidationDefaults({}));
  return report.ok ? "" : report.explain(false);
}

/** Puts the members of a namespace's struct where OpenZeppelin's comparison expects them. */
function namespaceOf(id: string, { storage, types }: StorageLayout): StorageLayout {
  const [variable] = storage;
  const members = types[variable!.type]!.members as StructMember[];
  const items = members.map((member) => ({ ...member, contract: variable!.contract, src: "" }));
  return { storage: [], types, namespaces: { [`erc7201:${id}`]: items } };
}

/** What solc's metadata say of a contract's functions, events and errors, by signature. */
export interface NatSpec {
  readonly devdoc: Documentation & { readonly title?: string; readonly details?: string };
  readonly userdoc: Documentation & { readonly notice?: string };
}

interface Documentation {
  readonly methods?: Readonly<Record<string, Described>>;
  readonly events?: Readonly<Record<string, Described>>;
  readonly errors?: Readonly<Record<string, readonly Described[]>>;
}

/** The comment on one function, event or error: half of it in the devdoc, half in the userdoc. */
export interface Described {
  readonly notice?: string;
  readonly details?: string;
  readonly params?: Readonly<Record<string, string>>;
  /** By name, or `_0` and so on where there is none. */
  readonly returns?: Readonly<Record<string, string>>;
}

/** Kinds of what a contract's ABI lists. */
export type DescribedKind = "methods" | "events" | "errors";

/** Returns the whole comment on a function, an event or an error. */
export function described({ devdoc, userdoc }: NatSpec, kind: DescribedKind, signature: string): Described {
  return { ...firstOf(userdoc[kind]?.[signature]), ...firstOf(devdoc[kind]?.[signature]) };
}

/** Errors may be declared several times, each with a comment of its own. */
function firstOf(comment: Described | readonly Described[] | undefined): Described {
  return Array.isArray(comment)
    ? ((comment as readonly Described[])[0] ?? {})
    : ((comment as Described) ?? {});
}

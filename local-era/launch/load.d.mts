/** Where a program is, if not in this package, and which modules it loads with `import()` when they are needed. */
export interface LoadOptions {
  /** The folder of the program's package, ending with a slash. */
  readonly home?: URL;
  /** Paths from `home`. */
  readonly later?: readonly string[];
}

/** Loads the program whose first module is `entry`, a path from the package's folder. */
export function load(entry: string, options?: LoadOptions): Promise<Record<string, unknown>>;

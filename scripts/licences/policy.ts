/** Licences under which a part of an MIT project may be: permissive ones, and MPL-2.0, which binds its own files alone. */
export const ALLOWED: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MPL-2.0",
  "OFL-1.1",
  "Python-2.0",
  "Unlicense",
  "WTFPL",
]);

/** Packages whose licence is not in the list, or that name none, with the reason why they may be here all the same. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  "@rhinestone/modulekit":
    "GPL-3.0: tests install its modules, unmodified; nothing that is published has any of it",
  buildcheck: "MIT, in the package's older form",
  "cpu-features": "MIT, in the package's older form",
  memorystream: "MIT, in the package's older form",
  spawndamnit: "MIT, to whose text the package only points",
  ssh2: "MIT, in the package's older form",
};

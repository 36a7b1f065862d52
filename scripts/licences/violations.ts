import { isCompliant } from "./expression";

/** A package as package-lock.json has it. */
export interface LockedPackage {
  readonly license?: unknown;
  readonly link?: boolean;
}

/** What a project says of licences. */
export interface LicencePolicy {
  readonly allowed: ReadonlySet<string>;
  /** Reasons by the names of packages that are no violations. */
  readonly exceptions: Readonly<Record<string, string>>;
}

const FOLDER = "node_modules/";

/** Lists in words which locked packages have a licence that is not allowed, or none, and which exceptions are for nothing. */
export function licenceViolations(
  packages: Readonly<Record<string, LockedPackage>>,
  { allowed, exceptions }: LicencePolicy,
): string[] {
  const violating = new Map<string, string>();
  for (const [path, { license, link }] of Object.entries(packages)) {
    if (!path.includes(FOLDER) || link) continue;
    const name = path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);
    if (typeof license !== "string") violating.set(name, "names no licence");
    else if (!isCompliant(license, (each) => allowed.has(each))) violating.set(name, `is under ${license}`);
  }
  const named = [...violating].filter(([name]) => !(name in exceptions));
  const vain = Object.keys(exceptions).filter((name) => !violating.has(name));
  return [
    ...named.map(([name, what]) => `${name} ${what}, which does not fit MIT`),
    ...vain.map((name) => `${name} needs no exception`),
  ];
}

import { changeOf, type Mutant } from "./mutant";

/** Why no test can tell a mutant, by its file, the function around it and the change. */
export type Reasons = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/**
 * Reads a list of reasons.
 *
 * @throws Error if it is anything else
 */
export function parseReasons(json: string): Reasons {
  const reasons = JSON.parse(json) as unknown;
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const isValid =
    isRecord(reasons) &&
    Object.values(reasons).every(
      (inFile) =>
        isRecord(inFile) &&
        Object.values(inFile).every(
          (inPlace) =>
            isRecord(inPlace) &&
            Object.values(inPlace).every((reason) => typeof reason === "string" && reason.trim() !== ""),
        ),
    );
  if (!isValid)
    throw new Error(
      'Survivors are listed as { "file": { "Contract.function": { "before → after": "reason" } } }.',
    );
  return reasons as Reasons;
}

/** Returns why a mutant survives, if somebody has said so. */
export function reasonFor(mutant: Mutant, reasons: Reasons): string | undefined {
  return reasons[mutant.file]?.[mutant.place]?.[changeOf(mutant)];
}

/** Returns the reasons that concern some files only. */
export function reasonsIn(files: RegExp, reasons: Reasons): Reasons {
  return Object.fromEntries(Object.entries(reasons).filter(([file]) => files.test(file)));
}

/** Lists the reasons for mutants which did not survive, or which there are not. */
export function staleReasons(reasons: Reasons, survivors: readonly Mutant[]): string[] {
  const known = new Set(survivors.map((mutant) => `${mutant.file}  ${mutant.place}: ${changeOf(mutant)}`));
  return Object.entries(reasons)
    .flatMap(([file, places]) =>
      Object.entries(places).flatMap(([place, changes]) =>
        Object.keys(changes).map((change) => `${file}  ${place}: ${change}`),
      ),
    )
    .filter((name) => !known.has(name));
}

/** Flags for nodes that a program starts with arguments of its own. */
export const FLAGS_VARIABLE = "LOCAL_ERA_FLAGS";

/**
 * Returns the variables for a node that ends with this process, and prints what the contracts print whose artifacts are in a
 * folder.
 */
export function flagVariables(artifacts: string): Readonly<Record<string, string>> {
  return { [FLAGS_VARIABLE]: withFlags(process.env[FLAGS_VARIABLE] ?? "", artifacts) };
}

/** Adds to flags, words or a JSON array, what is not set there. Returns what is neither as it is: the node reports it. */
function withFlags(text: string, artifacts: string): string {
  const flags = readFlags(text);
  if (flags === undefined) return text;
  const isSet = (name: string): boolean => flags.some((flag) => flag === name || flag.startsWith(`${name}=`));
  const added = [
    ...(isSet("--show-console") ? [] : ["--show-console"]),
    ...(isSet("--artifacts") ? [] : [`--artifacts=${artifacts}`]),
    ...(isSet("--ends-with") ? [] : [`--ends-with=${process.pid}`]),
  ];
  return JSON.stringify([...flags, ...added]);
}

function readFlags(text: string): string[] | undefined {
  if (!text.trim().startsWith("[")) return text.split(/\s+/).filter((flag) => flag !== "");
  try {
    const flags: unknown = JSON.parse(text);
    return Array.isArray(flags) ? flags.map(String) : undefined;
  } catch {
    return undefined;
  }
}

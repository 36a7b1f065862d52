/** Matches the names of internal members: ethers and zksync-ethers begin them with an underscore. */
const isPublic = (name: string): boolean => !name.startsWith("_") && name !== "constructor";

/**
 * Lists what instances of a class offer: own and inherited methods and accessors, up to Object. Stops before `above`,
 * whose methods another table covers.
 */
export function methodsOf(type: { prototype: object }, above?: { prototype: object }): string[] {
  const names: string[] = [];
  let prototype: object | null = type.prototype;
  while (prototype !== null && prototype !== Object.prototype && prototype !== above?.prototype) {
    names.push(...Object.getOwnPropertyNames(prototype).filter(isPublic));
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return [...new Set(names)];
}

/** Lists the static functions of a class. */
export function staticMethodsOf(type: object): string[] {
  const own = Object.getOwnPropertyNames(type).filter(isPublic);
  return own.filter((name) => !["length", "name", "prototype"].includes(name));
}

/**
 * Lists the actions that a viem decorator adds; those of namespaces have the namespace's name and a dot before theirs.
 */
export function actionsOf(actions: object, prefix = ""): string[] {
  return Object.entries(actions).flatMap(([name, action]) => {
    const own = typeof action === "function" ? [`${prefix}${name}`] : [];
    return [...own, ...actionsOf(action as object, `${prefix}${name}.`)];
  });
}

// How the types of the published package and ours are compared.

/** Whether our type is assignable to theirs. */
export type Gives<ours, theirs> = [ours] extends [theirs] ? true : false;

/** Whether two types can replace each other. */
export type Mutual<a, b> = [a] extends [b] ? ([b] extends [a] ? true : false) : false;

/** A module's exported names, without what the compiler adds to the namespace of a CommonJS module. */
export type Names<module> = Exclude<keyof module, "default" | "module.exports">;

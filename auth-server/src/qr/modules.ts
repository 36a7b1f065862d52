/** The squares of a code, row by row; dark ones are true. */
export type Modules = readonly (readonly boolean[])[];

/** Folders of the node's sources, from the bottom up; those of one floor do not know each other. */
const FLOORS = [
  ["primitives"],
  ["bytecode", "logging"],
  ["transactions", "zksolc"],
  ["state"],
  ["pubdata"],
  ["vm"],
  ["era-prices", "source-maps"],
  ["system"],
  ["validation-rules"],
  ["bootloader"],
  ["printing"],
  ["chain"],
  ["dump"],
  ["rpc"],
  ["cli"],
];

const NODE = "^local-era/src/";

/** A path of the node's sources in one of the folders. */
function within(folders) {
  return `${NODE}(${folders.join("|")})/`;
}

/** A folder's rule: it knows the floors below it, and itself. */
function onlyDown(folder, height) {
  const others = FLOORS.slice(height)
    .flat()
    .filter((other) => other !== folder);
  return {
    name: `${folder}-looks-down`,
    comment: "What is below can be read without what is above; what it needs from there, it is given.",
    severity: "error",
    from: { path: within([folder]) },
    to: { path: within(others) },
  };
}

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circles",
      comment: "Files that know each other, by value or by type, can only be read and changed all at once.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "all-found",
      comment: "A file that is not found is part of no circle.",
      severity: "error",
      from: {},
      to: { path: "^\\.", couldNotResolve: true },
    },
    ...FLOORS.slice(0, -1).flatMap((floor, height) => floor.map((folder) => onlyDown(folder, height))),
    {
      name: "every-folder-has-a-floor",
      comment: "A new folder of the node has to be listed, or nothing is asked of it.",
      severity: "error",
      from: { path: NODE, pathNot: within(FLOORS.flat()) },
      to: {},
    },
    {
      name: "compiler-apart",
      comment: "The node runs what was compiled; only source maps know how the compiler sees sources.",
      severity: "error",
      from: { path: NODE, pathNot: within(["zksolc", "source-maps"]) },
      to: { path: within(["zksolc"]) },
    },
    {
      name: "coverage-apart",
      comment: "The node tells a CodeRecorder what runs; who that is, the program that starts it knows.",
      severity: "error",
      from: { path: "^local-era/" },
      to: { path: "^era-coverage/" },
    },
    {
      name: "node-knows-nobody",
      comment:
        "The node stands in for a chain: nothing of what runs on it is known to it, nor to who measures it.",
      severity: "error",
      from: { path: [NODE, "^era-coverage/src/"] },
      to: { path: "^(auth-server|contracts|deploy|e2e|examples|scripts|sdk|test)/" },
    },
    {
      name: "sdk-knows-nobody",
      comment: "Apps get the SDK alone; of the auth server it knows the messages.",
      severity: "error",
      from: { path: "^sdk/src/" },
      to: { path: "^(auth-server|contracts|deploy|e2e|era-coverage|examples|local-era|scripts|test)/" },
    },
  ],
  options: {
    // Imports of types, too, which are gone once TypeScript has compiled them.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: {
      path: [
        "(^|/)(dist|node_modules)/",
        "^(artifacts-zk|cache-zk|contracts|typechain-types|site/.vitepress/.temp)/",
      ],
    },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js"],
      // What a workspace offers to others, by its name.
      exportsFields: ["exports"],
      conditionNames: ["import", "default"],
    },
  },
};

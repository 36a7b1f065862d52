import { writeFileSync } from "node:fs";
import { passkeyVectors } from "./passkey-vectors.js";
import { sessionVectors, stringifyVectors } from "./vectors.js";

const files = { sessions: sessionVectors(), passkeys: await passkeyVectors() };
for (const [name, vectors] of Object.entries(files))
  writeFileSync(new URL(`../vectors/${name}.json`, import.meta.url), stringifyVectors(vectors));

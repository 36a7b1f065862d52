import { writeFileSync } from "node:fs";
import { sessionVectors, stringifyVectors } from "./vectors.js";

writeFileSync(new URL("../vectors/sessions.json", import.meta.url), stringifyVectors(sessionVectors()));

import { expect } from "chai";
import * as oidc from "../../src/client/oidc/index.js";
import { UnsupportedModuleError } from "../../src/errors/index.js";

describe("The published client's OIDC exports", () => {
  for (const [name, run] of Object.entries(oidc))
    it(`report that this suite has no such module, and what to use instead: ${name}`, () => {
      const attempt = () => (run as (parameters: unknown) => unknown)({});
      expect(attempt)
        .to.throw(UnsupportedModuleError, /guardians/)
        .with.property("code", 4200);
    });
});

import { SsoError } from "./sso-error.js";
import { standardErrorCodes } from "./standard-codes.js";

/** An option that a function cannot do without, and was not given. Invalid parameters (-32602). */
export class MissingOptionError extends SsoError {
  override readonly name = "MissingOptionError";
  /** Its name, as one would write it in TypeScript: `contracts.session`. */
  readonly option: string;

  /** @param caller - the function that was called */
  constructor(caller: string, option: string) {
    super(`${caller} was given no \`${option}\`.`, {
      metaMessages: [`Give \`${option}\`, and check that it is not undefined where it comes from.`],
      docsPath: "docs/sdk/errors.md#missing-options",
      code: standardErrorCodes.rpc.invalidParams,
    });
    this.option = option;
  }
}

import { Message } from "@ethereumjs/evm";

/** Extends an interpreter message with what only Era's far calls have. */
export class EraMessage extends Message {
  readonly isSystem: boolean;
  readonly extraAbi: readonly bigint[];

  constructor(
    options: ConstructorParameters<typeof Message>[0],
    isSystem: boolean,
    extraAbi: readonly bigint[],
  ) {
    super(options);
    this.isSystem = isSystem;
    this.extraAbi = extraAbi;
  }
}

import { Message } from "@ethereumjs/evm";

/** An interpreter message that also carries what only Era's far calls have. */
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

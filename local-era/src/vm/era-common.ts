import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import { nativeCrypto } from "./native-crypto.ts";

/** Holds the interpreter's rules (Cancun) and caches which EIPs are active, because nearly every instruction asks. */
export class EraCommon extends Common {
  readonly #active = new Map<number, boolean>();

  constructor() {
    super({ chain: Mainnet, hardfork: Hardfork.Cancun, customCrypto: nativeCrypto });
  }

  override isActivatedEIP(eip: number): boolean {
    let isActive = this.#active.get(eip);
    if (isActive === undefined) this.#active.set(eip, (isActive = super.isActivatedEIP(eip)));
    return isActive;
  }
}

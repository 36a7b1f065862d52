import { custom, type Transport } from "viem";
import type { LocalChain } from "./local-chain.js";

/** A connection to a chain's node that can be held: it then answers nothing until it is released. */
export class HeldNode {
  readonly transports: Readonly<Record<number, Transport>>;
  /** The requests made, in order. */
  readonly methods: string[] = [];
  /** Resolves when a request arrives while it is held. */
  readonly reached: Promise<void>;
  /** Answers the held requests and any later ones. */
  letGo: () => void = () => undefined;
  #isReached: () => void = () => undefined;
  #held: Promise<void> | undefined;

  constructor({ chain, publicClient }: LocalChain) {
    this.reached = new Promise((resolve) => (this.#isReached = resolve));
    const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
      this.methods.push(method);
      if (this.#held) this.#isReached();
      await this.#held;
      return publicClient.request({ method, params } as never);
    };
    this.transports = { [chain.id]: custom({ request }, { retryCount: 0 }) };
  }

  hold(): void {
    this.#held = new Promise((resolve) => (this.letGo = resolve));
  }
}

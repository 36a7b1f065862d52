import type { Route } from "playwright-core";
import type { Person } from "../browser/person.js";

/** What happens to a request to the node. */
type Treatment = (route: Route) => Promise<void>;

const letThrough: Treatment = (route) => route.continue();

/**
 * A chain's node as one person's browser reaches it: a proxy in front may be down, slow, or another chain's.
 */
export class NodeInFront {
  #treatment: Treatment = letThrough;

  private constructor() {}

  /** A proxy between all pages of a person and a node. */
  static async of({ context }: Person, url: string): Promise<NodeInFront> {
    const node = new NodeInFront();
    await context.route(`${url}/**`, (route) => node.#treatment(route));
    return node;
  }

  /** Refuses every connection. */
  goDown(): void {
    this.#treatment = (route) => route.abort("connectionrefused");
  }

  /** Restores the chain's own node, at its usual speed. */
  comeBack(): void {
    this.#treatment = letThrough;
  }

  /** Holds requests back; the returned function releases them. */
  slowDown(): () => void {
    let letGo = (): void => undefined;
    const released = new Promise<void>((resolve) => (letGo = resolve));
    this.#treatment = async (route) => {
      await released;
      await route.continue();
    };
    return () => {
      this.comeBack();
      letGo();
    };
  }

  /** Reports another chain's id, as a mistaken address does. */
  pretendToBe(chainId: number): void {
    this.#treatment = async (route) => {
      const { id, method } = route.request().postDataJSON() as { id: number; method: string };
      if (method !== "eth_chainId") return route.continue();
      return route.fulfill({ json: { jsonrpc: "2.0", id, result: `0x${chainId.toString(16)}` } });
    };
  }

  /** Forwards the next transaction and never answers; the promise resolves when that has happened. */
  keepNextAnswer(): Promise<void> {
    return this.#sendNext(() => Promise.resolve());
  }

  /** Forwards the next transaction, and goes down before answering. */
  loseNextAnswer(): Promise<void> {
    return this.#sendNext((route) => {
      this.goDown();
      return route.abort("connectionreset");
    });
  }

  #sendNext(then: Treatment): Promise<void> {
    return new Promise((sent) => {
      this.#treatment = async (route) => {
        if (!route.request().postData()?.includes("eth_sendRawTransaction")) return route.continue();
        await route.fetch();
        this.comeBack();
        sent();
        await then(route);
      };
    });
  }
}

import { EventEmitter, once } from "node:events";
import { decodeMessage, encodeMessage } from "@zksync-sso/sdk/messages";
import type { Person } from "../browser/person.js";
import type { LocalChain } from "../../sdk/test/helpers/local-chain.js";
import { ScriptedAuthServer } from "../../sdk/test/helpers/scripted-auth-server.js";

type Request = Parameters<ScriptedAuthServer["postRequestAndWaitForResponse"]>[0];

/**
 * The state behind a person's auth server page: their account, and whether they have decided. They approve at
 * once, unless the test has them hesitate.
 */
export class Approvals {
  readonly server: ScriptedAuthServer;
  /** Ids of the requests that the page received, in order; twice if sent twice. */
  readonly received: string[] = [];
  readonly #answers = new Map<string, Promise<string>>();
  readonly #news = new EventEmitter();
  #decided: Promise<void> = Promise.resolve();

  private constructor(chain: LocalChain) {
    this.server = new ScriptedAuthServer(chain);
  }

  /** Answers for all of a person's pages. */
  static async of(person: Person, chain: LocalChain): Promise<Approvals> {
    const approvals = new Approvals(chain);
    await person.context.exposeBinding("approve", (_, request: string) => approvals.#approve(request));
    return approvals;
  }

  /** Has the person leave requests open; the returned function has them approve. */
  hesitate(): () => void {
    let decide = (): void => undefined;
    this.#decided = new Promise((resolve) => (decide = resolve));
    return () => decide();
  }

  /** Waits until the page has received this many requests. */
  async receives(count: number): Promise<void> {
    while (this.received.length < count) await once(this.#news, "received");
  }

  async #approve(text: string): Promise<string> {
    const request = decodeMessage(text) as Request;
    this.received.push(request.id);
    this.#news.emit("received");
    await this.#decided;
    // A reloaded page asks again, and what was approved stays approved.
    const answer = this.#answers.get(request.id) ?? this.#answer(request);
    this.#answers.set(request.id, answer);
    return answer;
  }

  async #answer(request: Request): Promise<string> {
    return encodeMessage(await this.server.postRequestAndWaitForResponse(request));
  }
}

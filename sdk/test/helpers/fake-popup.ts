import { randomUUID } from "node:crypto";
import type { PopupHost, PopupWindow } from "../../src/communicator/popup-environment.js";
import type { Message } from "../../src/messages/message.js";
import type { RequestMessage } from "../../src/messages/envelope-schemas.js";

export const AUTH_ORIGIN = "https://auth.example";

/** A window in which a test plays the auth server's page. */
export class FakePopup implements PopupWindow {
  closed = false;
  focused = 0;
  readonly received: RequestMessage[] = [];
  readonly targetOrigins: unknown[] = [];

  close(): void {
    this.closed = true;
  }

  focus(): void {
    this.focused++;
  }

  postMessage(message: unknown, target?: unknown): void {
    this.received.push(structuredClone(message) as RequestMessage);
    this.targetOrigins.push(target);
  }
}

/** A page that opens windows as the test allows. */
export class FakeHost implements PopupHost {
  readonly origin = "https://app.example";
  readonly frame = { left: 100, top: 50, width: 1420, height: 1000 };
  screenHeight = 1040;
  readonly opened: { url: string; name: string; features: string; popup: FakePopup }[] = [];
  blocks = false;
  policy: string | undefined;
  readonly #listeners: ((event: Pick<MessageEvent, "data" | "origin" | "source">) => void)[] = [];

  open(url: string, name: string, features: string): FakePopup | null {
    if (this.blocks) return null;
    const popup = new FakePopup();
    this.opened.push({ url, name, features, popup });
    return popup;
  }

  onMessage(listener: (event: Pick<MessageEvent, "data" | "origin" | "source">) => void): void {
    this.#listeners.push(listener);
  }

  openerPolicy(): Promise<string | undefined> {
    return Promise.resolve(this.policy);
  }

  /** The window that was opened last. */
  get popup(): FakePopup {
    return this.opened.at(-1)!.popup;
  }

  /** Posts a message as if from a window. */
  post(data: unknown, origin = AUTH_ORIGIN, source: PopupWindow = this.popup): void {
    for (const listener of this.#listeners) listener({ data, origin, source: source as Window });
  }

  load(): void {
    this.post({ id: randomUUID(), event: "PopupLoaded" });
  }

  unload(): void {
    this.post({ id: randomUUID(), event: "PopupUnload" });
  }

  answer(request: Message, result: unknown): void {
    this.post({ id: randomUUID(), requestId: request.id, content: { result } });
  }
}

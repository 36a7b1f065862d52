import type { RedirectTab } from "../../src/communicator/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";

/** A browser tab that a test brings back from where it went. */
export class FakeTab implements RedirectTab {
  readonly storage = new MemoryStorage();
  readonly visited: URL[] = [];
  readonly #listeners: (() => void)[] = [];
  href: string;

  constructor(href: string) {
    this.href = href;
  }

  go(url: string): void {
    this.visited.push(new URL(url));
  }

  replace(url: string): void {
    this.visited.push(new URL(url));
  }

  show(url: string): void {
    this.href = url;
  }

  onReturn(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Returns to the page as it was left, as by the browser's back button. */
  goBack(): void {
    for (const listener of this.#listeners) listener();
  }
}

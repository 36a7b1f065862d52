import { expect } from "chai";
import { AppMetadataSchema, parseMessage } from "../../src/messages/index.js";
import { completeMetadata, type AppMetadata } from "../../src/provider/app-metadata.js";

describe("What an app says of itself", () => {
  afterEach(() => Reflect.deleteProperty(globalThis, "document"));

  const titled = (title: string): void => {
    Object.defineProperty(globalThis, "document", { value: { title }, configurable: true });
  };
  /** Completes it, and has an auth server read it. */
  const read = (metadata?: Partial<AppMetadata>) =>
    parseMessage(AppMetadataSchema, completeMetadata(metadata), "The metadata");

  it("is its page's title where it gives no name, and as much of a long one as an auth server takes", () => {
    titled("Tip jar");
    expect(read().name).to.equal("Tip jar");
    titled("A very long title, which somebody else may have written. ".repeat(9));
    expect(read().name)
      .to.match(/^A very long title/)
      .and.have.length(200);
  });

  it("is its page's title where the name that it gives is undefined, too", () => {
    titled("Tip jar");
    const missing = { name: undefined, icon: undefined } as unknown as Partial<AppMetadata>;
    expect(read(missing)).to.deep.equal({ name: "Tip jar", icon: null, configData: {} });
  });
});

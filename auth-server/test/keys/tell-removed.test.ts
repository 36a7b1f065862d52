import { expect } from "chai";
import { tellRemoved } from "../../src/keys/tell-removed.ts";

const PAGE = "https://auth.example";

describe("A passkey that was removed", () => {
  const names = ["window", "location", "PublicKeyCredential"] as const;
  const before = new Map<string, PropertyDescriptor | undefined>();
  let told: string[];

  const give = (name: (typeof names)[number], value: object): void => {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  };

  beforeEach(() => {
    for (const name of names) before.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    told = [];
    const location = { origin: PAGE, hostname: new URL(PAGE).hostname };
    give("location", location);
    give("window", { location });
    give("PublicKeyCredential", {
      signalUnknownCredential: ({ credentialId }: { credentialId: string }) => {
        told.push(credentialId);
        return Promise.resolve();
      },
    });
  });
  afterEach(() => {
    for (const [name, property] of before)
      if (property) Object.defineProperty(globalThis, name, property);
      else Reflect.deleteProperty(globalThis, name);
  });

  it("is given up by the browser", async () => {
    await tellRemoved({ credentialId: "AQ", origin: PAGE });
    expect(told).to.deep.equal(["AQ"]);
  });

  it("of another page is not, as this page's of the same id would be", async () => {
    await tellRemoved({ credentialId: "AQ", origin: "https://other.example" });
    expect(told).to.deep.equal([]);
  });
});

import { expect } from "chai";
import { windowStorage } from "../../src/storage/window-storage.ts";
import { fakeStorage } from "../fake-storage.ts";

describe("What is kept as long as a window is open", () => {
  let leave: () => void;
  beforeEach(() => {
    leave = fakeStorage();
  });
  afterEach(() => leave());

  it("outlasts the page, until it is forgotten", () => {
    windowStorage("a").keep("text");
    expect(windowStorage("a").kept()).to.equal("text");
    expect(windowStorage("b").kept()).to.equal(undefined);
    windowStorage("a").forget();
    expect(windowStorage("a").kept()).to.equal(undefined);
  });

  it("is what was kept last, even once the browser has no more room", () => {
    const storage = windowStorage("a");
    storage.keep("before");
    sessionStorage.setItem = () => {
      throw new Error("full");
    };
    storage.keep("after");
    expect(storage.kept()).to.equal("after");
    expect(windowStorage("a").kept(), "on the page that is loaded next").to.equal(undefined);
  });

  it("is there for the page alone where the browser keeps nothing", () => {
    leave();
    const storage = windowStorage("a");
    storage.keep("text");
    expect(storage.kept()).to.equal("text");
    storage.forget();
    expect(storage.kept()).to.equal(undefined);
  });
});

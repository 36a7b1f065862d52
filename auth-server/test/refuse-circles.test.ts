import { expect } from "chai";
import { findCircle } from "../refuse-circles.ts";

describe("The files of a build", () => {
  it("are refused if they import each other in a circle, which is named", () => {
    const imports = new Map([
      ["index.js", ["react.js", "shared.js"]],
      ["react.js", ["curves.js"]],
      ["curves.js", ["shared.js"]],
      ["shared.js", ["react.js"]],
    ]);
    expect(findCircle(imports)).to.deep.equal(["react.js", "curves.js", "shared.js", "react.js"]);
  });

  it("are accepted if they do not, however often one is imported", () => {
    const imports = new Map([
      ["index.js", ["react.js", "shared.js"]],
      ["page.js", ["react.js", "shared.js"]],
      ["shared.js", ["react.js"]],
      ["react.js", []],
    ]);
    expect(findCircle(imports)).to.equal(undefined);
  });
});

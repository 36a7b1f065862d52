import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";

const PROGRAM = `
  await import("./test/load-react.ts");
  const { createElement } = await import("react");
  const { openReactPage } = await import("./test/helpers/react-page.ts");
  const page = await openReactPage();
  let shown;
  await page.show(createElement("p", { ref: (element) => (shown ??= element?.textContent) }, "shown"));
  await page.close();
  console.log(shown, process.env.NODE_ENV);
`;

describe("A page for components", () => {
  it("works whatever NODE_ENV the tests are run with, and leaves that as it is", async () => {
    const args = ["--import", "tsx", "--input-type=module", "--eval", PROGRAM];
    const env = { ...process.env, NODE_ENV: "production" };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(stdout).to.equal("shown production\n");
  });
});

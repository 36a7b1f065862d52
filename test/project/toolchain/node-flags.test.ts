import { expect } from "chai";
import { flagVariables } from "../../../local-era/hardhat/node-flags";

const VARIABLE = "LOCAL_ERA_FLAGS";

describe("The flags of nodes that tests start", () => {
  const ending = `--ends-with=${process.pid}`;
  const before = process.env[VARIABLE];

  afterEach(() => {
    if (before === undefined) delete process.env.LOCAL_ERA_FLAGS;
    else process.env[VARIABLE] = before;
  });

  function flags(set: string | undefined): unknown {
    if (set === undefined) delete process.env.LOCAL_ERA_FLAGS;
    else process.env[VARIABLE] = set;
    return JSON.parse(flagVariables("/a folder/artifacts")[VARIABLE]!);
  }

  it("are added to none, to words and to a JSON array", () => {
    const added = ["--show-console", "--artifacts=/a folder/artifacts", ending];
    for (const none of [undefined, "", "  "]) expect(flags(none)).to.deep.equal(added);
    expect(flags(" --chain-id=9  --offline")).to.deep.equal(["--chain-id=9", "--offline", ...added]);
    expect(flags('["--state=a b"]')).to.deep.equal(["--state=a b", ...added]);
  });

  it("leave alone what is set already, which would be refused twice", () => {
    const set = ["--artifacts=elsewhere", "--show-console", "--ends-with=1"];
    expect(flags(set.join(" "))).to.deep.equal(set);
    expect(flags('["--artifacts", "else where"]')).to.deep.equal([
      "--artifacts",
      "else where",
      "--show-console",
      ending,
    ]);
  });

  it("leave what is no JSON array for the node to report", () => {
    process.env[VARIABLE] = "[nonsense";
    expect(flagVariables("artifacts")[VARIABLE]).to.equal("[nonsense");
  });
});

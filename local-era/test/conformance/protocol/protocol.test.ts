import { expect } from "chai";
import { methods } from "../../../src/rpc/methods.ts";
import { RunningNode } from "../../rpc/running-node.ts";
import { openLab } from "../lab.ts";
import type { OpenLab } from "../lab.ts";
import { anvilRows } from "./anvil-rows.ts";
import { chainRows } from "./chain-rows.ts";
import { ethRows } from "./eth-rows.ts";
import type { ProtocolRow } from "./row.ts";
import { requireShape } from "./shape.ts";

const rows: readonly ProtocolRow[] = [...ethRows, ...chainRows, ...anvilRows];

describe("The protocol's methods", function () {
  this.timeout(30_000);
  let open: OpenLab;

  before(async () => {
    open = await openLab(await RunningNode.start());
  });

  after(() => open.lab.node.stop());

  beforeEach(async () => {
    const { node } = open.lab;
    await node.call("anvil_loadState", open.state);
    await node.call("evm_setAutomine", true);
    await node.call("anvil_stopImpersonatingAccount", "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
  });

  it("are all in the table, which has no others", () => {
    const answered = rows.filter(({ outcome }) => !("code" in outcome) || outcome.code !== -32601);
    expect([...new Set(answered.map(({ method }) => method))].sort()).to.deep.equal(
      Object.keys(methods).sort(),
    );
  });

  for (const row of rows) {
    it(titleOf(row), async () => {
      const { node } = open.lab;
      const params = typeof row.params === "function" ? await row.params(open.lab) : row.params;
      if ("result" in row.outcome) {
        requireShape(await node.call(row.method, ...params), row.outcome.result);
        return;
      }
      const { code, message } = await node.failure(row.method, ...params);
      requireShape({ code, message }, { code: row.outcome.code, message: row.outcome.message });
    });
  }
});

function titleOf({ method, about, params, outcome }: ProtocolRow): string {
  const detail = [
    typeof params === "function" ? "" : JSON.stringify(params).slice(1, -1).slice(0, 60),
    about,
  ];
  const what = [method, ...detail].filter((part) => part !== "").join(" ");
  return "code" in outcome ? `${what} fails with ${outcome.code}` : `${what} returns the expected result`;
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect } from "chai";
import { hostFiles } from "../../hosting/host-files.ts";
import { ChainConfigSchema } from "../../src/chains/chain-config.ts";

const PAGE = resolve(import.meta.dirname, "../../../docs/auth-server.md");

describe("The hosting documentation", () => {
  let page: string;

  before(async () => {
    page = await readFile(PAGE, "utf8");
  });

  it("has a row for each field of a chain, and no other", () => {
    const { entries } = ChainConfigSchema;
    const fields = [...Object.keys(entries), ...Object.keys(entries.contracts.entries)];
    const rows = [...page.matchAll(/^\| `(\w+)` +\|/gm)].map(([, field]) => field);
    expect(rows).to.have.members(fields);
  });

  it("names each host's file", () => {
    for (const { path } of hostFiles([])) expect(page, path).to.include(`\`auth-server/${path}\``);
  });
});

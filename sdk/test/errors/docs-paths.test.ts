import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import * as errors from "../../src/errors/index.js";

const ROOT = join(import.meta.dirname, "../../..");

/** Stands for whatever a constructor takes: a text, a list of texts, or an object of them. */
const anything = Object.assign(["anything"], {
  ...Object.fromEntries(
    ["field", "problem", "remedy", "rule", "family", "path", "address", "data", "details"].map((member) => [
      member,
      member,
    ]),
  ),
  values: {},
}) as unknown;

/** Their heading comes from their subclasses, or their code belongs to another standard and has none. */
const OPEN = [
  "SsoError",
  "SsoContractError",
  "PasskeyError",
  "InvalidSessionError",
  "EthereumProviderError",
  "EthereumRpcError",
];

type AnyError = new (...args: unknown[]) => errors.SsoError;

const classes = Object.entries(errors).filter(
  (entry): entry is [string, never] =>
    typeof entry[1] === "function" &&
    entry[1].prototype instanceof errors.SsoError &&
    !OPEN.includes(entry[0]),
) as [string, AnyError][];

/** The paths that the source contains literally, anywhere. */
const written = readdirSync(join(ROOT, "sdk/src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .flatMap((name) =>
    [...readFileSync(join(ROOT, "sdk/src", name), "utf8").matchAll(/"(docs\/[^"]*)"/g)].map(
      ([, path = ""]) => [name, path] as const,
    ),
  );

/** Returns what is wrong with a path; nothing if there is such a page with such a heading. */
function faultOf(docsPath: string): string | undefined {
  const [page = "", anchor] = docsPath.split("#");
  if (!existsSync(join(ROOT, page))) return `there is no ${page}`;
  if (anchor === undefined || anchorsOf(readFileSync(join(ROOT, page), "utf8")).includes(anchor))
    return undefined;
  return `${page} has no heading #${anchor}`;
}

/** Returns the anchors of a page's headings as GitHub makes them: numbered from a text's second use on. */
function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>();
  const prose = page.replace(/^```[^]*?^```/gm, "");
  return [...prose.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = ""]) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    const uses = seen.get(slug) ?? 0;
    seen.set(slug, uses + 1);
    return uses === 0 ? slug : `${slug}-${uses}`;
  });
}

describe("The page that an error refers to", () => {
  it("is looked up by GitHub's anchors", () => {
    const page =
      "# The `a` page!\n\n```sh\n# no heading\n```\n\n## In Node, against `npm start`\n\n## Two\n\n### Two\n";
    const anchors = ["the-a-page", "in-node-against-npm-start", "two", "two-1"];
    expect(anchorsOf(page)).to.deep.equal(anchors);
    expect(faultOf("docs/sdk/errors.md#the-account")).to.equal(undefined);
    expect(faultOf("docs/sdk/errors.md#no-such-heading")).to.include("#no-such-heading");
    expect(faultOf("docs/no-such-page.md")).to.include("docs/no-such-page.md");
  });

  it("exists for each error class, with its heading", () => {
    const faults = classes.flatMap(([name, kind]) => {
      const { docsPath } = new kind(anything, anything, anything, anything);
      const fault = docsPath === undefined ? undefined : faultOf(docsPath);
      return fault === undefined ? [] : [`${name}: ${fault}`];
    });
    expect(faults).to.deep.equal([]);
    expect(classes.length).to.be.greaterThan(60);
  });

  it("is set by each error class", () => {
    const without = classes
      .filter(([, kind]) => new kind(anything, anything, anything, anything).docsPath === undefined)
      .map(([name]) => name);
    expect(without).to.deep.equal([]);
  });

  it("exists wherever the source names one", () => {
    const faults = written.flatMap(([name, path]) => {
      const fault = faultOf(path);
      return fault === undefined ? [] : [`${name}: ${fault}`];
    });
    expect(faults).to.deep.equal([]);
    expect(written.length).to.be.greaterThan(20);
  });
});

import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { readChainList } from "../../hosting/chain-list.ts";
import { PAGE_PATHS } from "../../hosting/page-paths.ts";
import { securityHeaders } from "../../hosting/security-headers.ts";
import { faultsOf } from "../../hosting/served-page.ts";
import { BuiltPage, CHAINS, CONTRACTS } from "./built-page.ts";
import { HOST_READERS, type Answer } from "./host-readers.ts";

const HEADERS = securityHeaders(CHAINS.map(({ rpcUrl }) => rpcUrl));
const KEPT = "public, max-age=31536000, immutable";
const ASSET = "/assets/index-B2x_9-aQ.js";

describe("Hosting the page", () => {
  let page: BuiltPage;

  before(async () => {
    page = await BuiltPage.write();
    const { code, stderr } = await page.run(
      "write-hosting",
      "--chains",
      "chains.json",
      "--folder",
      page.folder,
    );
    expect(code, stderr).to.equal(0);
  });

  after(() => page.remove());

  /** The differences between the built page and a host's responses. */
  const faultsWith = async (answer: (path: string) => Answer): Promise<string[]> => {
    const { stop, url } = await serve(page, answer);
    const chains = await readChainList(join(page.folder, "dist/chains.json"));
    return faultsOf(url, join(page.folder, "dist"), chains).finally(stop);
  };

  const read = (path: string): Promise<string> => readFile(join(page.folder, path), "utf8");

  for (const [file, readHost] of Object.entries(HOST_READERS)) {
    it(`tells a host by ${file} exactly the page's headers, and how long to cache each file`, async () => {
      const answer = readHost(await read(file));
      for (const path of ["/", ...PAGE_PATHS, "/chains.json", "/index.html"])
        expect(answer(path).headers, path).to.deep.equal({ ...HEADERS, "Cache-Control": "no-cache" });
      expect(answer(ASSET).headers).to.deep.equal({ ...HEADERS, "Cache-Control": KEPT });
      expect(answer("/icon.svg").headers).to.include(HEADERS);
    });

    it(`has a host answer the page's own paths with the page, by ${file}`, async () => {
      const answer = readHost(await read(file));
      for (const path of ["/", ...PAGE_PATHS])
        expect(await read(`dist/${answer(path).file}`), path).to.equal("<title>page</title>");
      for (const path of [ASSET, "/icon.svg"]) expect(answer(path).file).to.equal(path.slice(1));
    });

    it(`passes the check of the served page with the rules of ${file}`, async () => {
      expect(await faultsWith(readHost(await read(file)))).to.deep.equal([]);
    });
  }

  it("stops nginx and Apache from caching errors: a file of the next release may be requested before it exists", async () => {
    const lines = (await read("hosting/dist/nginx.conf"))
      .split("\n")
      .filter((line) => line.includes("add_header"));
    for (const line of lines) expect(line.endsWith(" always;"), line).to.equal(!line.includes(KEPT));
    const kept = (await read("dist/.htaccess")).split("\n").filter((line) => line.includes(KEPT));
    expect(kept).to.deep.equal([
      `  Header always set Cache-Control "${KEPT}" "expr=%{REQUEST_STATUS} -lt 400"`,
    ]);
  });

  it("isolates no window from the app that opened it", async () => {
    for (const file of Object.keys(HOST_READERS))
      expect(await read(file), file).not.to.match(/cross-origin-opener-policy/i);
  });

  it("lets the page connect to each chain's node, and to nothing else", () => {
    const policy = HEADERS["Content-Security-Policy"]?.split("; ");
    expect(policy).to.include("connect-src 'self' http://127.0.0.1:8011 https://rpc.example:8443");
    expect(policy).to.include.members(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]);
  });

  it("writes the list of chains, with the addresses from the files it names, and the page at each path", async () => {
    expect(JSON.parse(await read("dist/chains.json"))).to.deep.equal(
      CHAINS.map((chain) => ({ ...chain, contracts: CONTRACTS })),
    );
    for (const path of PAGE_PATHS)
      expect(await read(`dist${path}.html`)).to.equal(await read("dist/index.html"));
  });

  it("knows each path that the page looks for in its address", async () => {
    const main = await readFile(resolve(import.meta.dirname, "../../src/main.tsx"), "utf8");
    const paths = [...main.matchAll(/\/\^((?:\\\/[\w-]+)+)\\\/\?\$\//g)].map(([, path = ""]) =>
      path.replaceAll("\\", ""),
    );
    expect(paths).to.include("/confirm");
    expect(PAGE_PATHS).to.include.members(paths);
  });

  const wrong: [string, object, RegExp][] = [
    ["no list", {}, /does not fit/],
    ["no chain", [], /does not fit/],
    ["a chain without a node", [{ ...CHAINS[0], rpcUrl: "nowhere" }], /does not fit: 0\.rpcUrl/],
    [
      "a chain without addresses",
      [{ ...CHAINS[0], contracts: {} }],
      /does not fit: contracts.accountFactory/,
    ],
    ["a file that does not exist", [{ ...CHAINS[0], contracts: "no.json" }], /no\.json cannot be read/],
    ["a duplicate chain", [CHAINS[0], CHAINS[0]], /has chain 260 twice/],
  ];
  for (const [title, list, problem] of wrong)
    it(`refuses a list with ${title}, and says what is wrong`, async () => {
      await page.put("wrong.json", JSON.stringify(list));
      const error = await readChainList(join(page.folder, "wrong.json")).then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      expect(error?.message).to.match(problem);
    });

  it("writes nothing if something is wrong, and prints its usage", async () => {
    const { code, stdout, stderr } = await page.run("write-hosting", "--folder", page.folder);
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    expect(stderr).to.include("--chains is missing").and.to.include("npm run -w auth-server hosting");
  });

  it("says what comes first where the page was not built, and where it was not made ready", async () => {
    const unbuilt = await BuiltPage.write();
    try {
      await rm(join(unbuilt.folder, "dist"), { recursive: true });
      const written = await unbuilt.run("write-hosting", "--chains", "chains.json", "--folder", ".");
      expect(written).to.deep.equal({
        code: 1,
        stdout: "",
        stderr: `${join(unbuilt.folder, "dist/index.html")} is missing. Build the page first: npm run -w auth-server build\n`,
      });
      const checked = await unbuilt.run("check-hosting", "--url", "http://127.0.0.1:1", "--folder", ".");
      expect(checked.stderr).to.equal(
        `${join(unbuilt.folder, "dist/chains.json")} cannot be read: make the page ready first: npm run -w auth-server hosting\n`,
      );
      expect(checked.code).to.equal(1);
    } finally {
      await unbuilt.remove();
    }
  });

  const faults: [string, (answer: Answer, path: string) => Answer, RegExp][] = [
    [
      "a file with different content",
      (answer, path) => (path === ASSET ? { ...answer, file: "icon.svg" } : answer),
      /index-B2x_9-aQ\.js has another content/,
    ],
    [
      "a different list of chains",
      (answer, path) => (path === "/chains.json" ? { ...answer, file: "icon.svg" } : answer),
      /chains\.json has another content/,
    ],
    [
      "another policy",
      (answer) => ({ ...answer, headers: { ...answer.headers, "Content-Security-Policy": "img-src *" } }),
      /\/confirm has another Content-Security-Policy: img-src \*/,
    ],
    [
      "a missing header",
      ({ file, headers }) => ({
        file,
        headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "X-Frame-Options")),
      }),
      /\/ has no X-Frame-Options/,
    ],
    [
      "an opener policy",
      (answer) => ({
        ...answer,
        headers: { ...answer.headers, "Cross-Origin-Opener-Policy": "same-origin" },
      }),
      /\/confirm has a Cross-Origin-Opener-Policy: same-origin/,
    ],
    [
      "a cached page",
      (answer) => ({ ...answer, headers: { ...answer.headers, "Cache-Control": KEPT } }),
      /chains\.json is kept by another rule/,
    ],
    [
      "a missing path",
      (answer, path) => (path === "/confirm" ? { ...answer, file: "none" } : answer),
      /\/confirm is answered with 404/,
    ],
  ];
  for (const [title, change, fault] of faults)
    it(`detects a page served with ${title}`, async () => {
      const answer = HOST_READERS["dist/vercel.json"]!(await read("dist/vercel.json"));
      const found = await faultsWith((path) => change(answer(path), path));
      expect(found.join("\n")).to.match(fault);
    });

  it("says in a sentence whether a page is what was built, and exits with 1 if it is not", async () => {
    const answer = HOST_READERS["dist/vercel.json"]!(await read("dist/vercel.json"));
    const { stop, url } = await serve(page, answer);
    const check = ["--url", url, "--folder", page.folder];
    const good = await page.run("check-hosting", ...check);
    await stop();
    const other = await serve(page, (path) => ({ ...answer(path), file: "index.html" }));
    const bad = await page.run("check-hosting", "--url", other.url, "--folder", page.folder);
    await other.stop();
    expect(good).to.deep.equal({ code: 0, stdout: "It is what was built here.\n", stderr: "" });
    expect(bad.code).to.equal(1);
    expect(bad.stdout).to.match(/It differs in \d+ points\.\n$/);
  });
});

/** Serves a page as a host does. */
async function serve(
  page: BuiltPage,
  answer: (path: string) => Answer,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const { headers, file } = answer(request.url ?? "/");
    readFile(join(page.folder, "dist", file)).then(
      (content) => response.writeHead(200, headers).end(content),
      () => response.writeHead(404, headers).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

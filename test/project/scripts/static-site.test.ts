import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { serveStaticSite, type StaticSite } from "../../../scripts/sites/static-site";

const FILES = {
  "site/index.html": "<title>site</title>",
  "site/about/index.html": "<title>about</title>",
  "site/manifest.json": "{}",
  "site/icon.svg": "<svg/>",
  "site/data.bin": "data",
  "site/ä b.txt": "space",
  "site/assets/index-B2x_9-aQ.js": "export {}",
  "site/assets/plain.js": "export {}",
  "secret.txt": "secret",
};

describe("A static site", () => {
  let folder: string;
  let site: StaticSite;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "static-site-"));
    for (const [path, text] of Object.entries(FILES)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await symlink(join(folder, "secret.txt"), join(folder, "site/link.txt"));
    site = await serveStaticSite({
      folder: join(folder, "site"),
      port: 0,
      headers: { "content-security-policy": "default-src 'none'" },
    });
  });

  after(async () => {
    await site.stop();
    await rm(folder, { recursive: true });
  });

  const get = (path: string, init?: RequestInit) => fetch(`${site.url}${path}`, init);

  it("serves files with their types", async () => {
    const types = {
      "/": "text/html; charset=utf-8",
      "/about": "text/html; charset=utf-8",
      "/manifest.json": "application/json; charset=utf-8",
      "/icon.svg": "image/svg+xml",
      "/data.bin": "application/octet-stream",
      "/assets/plain.js": "text/javascript; charset=utf-8",
    };
    for (const [path, type] of Object.entries(types)) {
      const response = await get(path);
      expect(response.status, path).to.equal(200);
      expect(response.headers.get("content-type"), path).to.equal(type);
    }
    expect(await (await get("/about/?query#fragment")).text()).to.equal("<title>about</title>");
    expect(await (await get("/%C3%A4%20b.txt")).text()).to.equal("space");
  });

  it("answers a path of the page's own with its index, and a missing file with 404", async () => {
    expect(await (await get("/confirm?origin=http://localhost")).text()).to.equal("<title>site</title>");
    expect((await get("/deep/in/the/page")).status).to.equal(200);
    expect((await get("/missing.js")).status).to.equal(404);
  });

  it("sends the given headers with every answer", async () => {
    for (const path of ["/", "/confirm", "/missing.js", "/%"]) {
      const { headers } = await get(path);
      expect(headers.get("content-security-policy"), path).to.equal("default-src 'none'");
    }
  });

  it("answers HEAD with the headers alone, and nothing but GET and HEAD", async () => {
    const head = await get("/", { method: "HEAD" });
    expect(head.headers.get("content-length")).to.equal(String(FILES["site/index.html"].length));
    expect(await head.text()).to.equal("");
    const post = await get("/", { method: "POST" });
    expect([post.status, post.headers.get("allow")]).to.deep.equal([405, "GET, HEAD"]);
  });

  it("lets files with a hash in their name be cached for good, and has the others revalidated", async () => {
    const hashed = await get("/assets/index-B2x_9-aQ.js");
    expect(hashed.headers.get("cache-control")).to.equal("public, max-age=31536000, immutable");
    for (const path of ["/", "/confirm", "/assets/plain.js", "/manifest.json"])
      expect((await get(path)).headers.get("cache-control"), path).to.equal("no-cache");
    const etag = (await get("/")).headers.get("etag") ?? "";
    expect((await get("/", { headers: { "if-none-match": etag } })).status).to.equal(304);
    expect((await get("/", { headers: { "if-none-match": '"other"' } })).status).to.equal(200);
  });

  it("serves nothing outside its folder", async () => {
    const paths = [
      "/../secret.txt",
      "/about/../../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/..%5csecret.txt",
      "/link.txt",
      `/${join(folder, "secret.txt")}`,
      "/index.html%00.txt",
      "/%",
      "/%ff",
    ];
    for (const path of paths) {
      const { status, text } = await getRaw(path);
      expect(status, path).to.equal(404);
      expect(text, path).not.to.contain("secret");
    }
  });

  /** Requests a path as it is: `fetch` would normalise it first. */
  async function getRaw(path: string): Promise<{ status?: number; text: string }> {
    const request = httpRequest({ host: "127.0.0.1", port: site.port, path }).end();
    const [response] = await once(request, "response");
    let text = "";
    for await (const chunk of response) text += String(chunk);
    return { status: response.statusCode, text };
  }

  it("can be reached at both addresses that browsers resolve localhost to", async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    const hosts = ["127.0.0.1", ...(addresses.some(({ address }) => address === "::1") ? ["[::1]"] : [])];
    for (const host of hosts)
      expect((await fetch(`http://${host}:${site.port}/`)).status, host).to.equal(200);
  });

  it("says what to do if its port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const error = await serveStaticSite({ folder, port }).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    other.close();
    expect(error?.message).to.equal(
      `port ${port} is in use (127.0.0.1): end what listens there, or choose another`,
    );
  });

  it("releases its port when it is stopped, whoever is still connected", async () => {
    const first = await serveStaticSite({ folder, port: 0 });
    await fetch(first.url, { headers: { connection: "keep-alive" } });
    await first.stop();
    const second = await serveStaticSite({ folder, port: first.port });
    await second.stop();
  });
});

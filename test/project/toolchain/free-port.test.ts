import { once } from "node:events";
import { createServer } from "node:net";
import { expect } from "chai";
import { freePort } from "../../../scripts/toolchain/free-port";

describe("A free port", () => {
  it("is another one each time, though nobody listens on the first one yet", async () => {
    const found = [await freePort(), await freePort(), await freePort()];
    expect(new Set(found)).to.have.property("size", 3);
  });

  it("is none on which somebody listens", async () => {
    const found = await freePort();
    const server = createServer().listen(found + 1, "127.0.0.1");
    // Whoever listens there by chance does as well.
    await once(server, "listening").catch(() => undefined);
    try {
      expect(await freePort()).to.not.equal(found + 1);
    } finally {
      server.close();
    }
  });

  it("is one of a hundred that are a process's own, also when it has found all of them", async () => {
    for (let found = 0; found <= 100; found++)
      expect(Math.floor(((await freePort()) - 11_000) / 100)).to.equal(process.pid % 200);
  });

  it("is none that a system gives to a connection, which would have it before the program that is told of it", async () => {
    expect(await freePort())
      .to.be.at.least(11_000)
      .and.at.most(30_999);
  });
});

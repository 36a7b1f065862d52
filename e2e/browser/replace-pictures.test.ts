import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { replacePictures } from "./replace-pictures.js";

describe("Pictures of screens", () => {
  it("replace older ones, also of screens that are gone, and leave the drawings beside them", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pictures-"));
    try {
      const [images, taken] = [join(folder, "images"), join(folder, "taken")];
      for (const each of [images, taken]) await mkdir(each);
      for (const name of ["gone.png", "kept.png", "drawing.svg"]) await writeFile(join(images, name), "old");
      for (const name of ["kept.png", "new.png"]) await writeFile(join(taken, name), "new");
      await replacePictures(images, taken);
      expect((await readdir(images)).sort()).to.deep.equal(["drawing.svg", "kept.png", "new.png"]);
      expect(await readFile(join(images, "kept.png"), "utf8")).to.equal("new");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

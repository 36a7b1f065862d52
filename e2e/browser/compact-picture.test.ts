import { expect } from "chai";
import { compactPicture, readPixels } from "./compact-picture.js";
import { inBrowser } from "./in-browser.js";
import type { Person } from "./person.js";

/** A page's picture, and the colours that the browser itself sees when it is shown the compact one. */
async function picture(person: Person, body: string): Promise<{ png: Buffer; asShown: number[] }> {
  const page = await person.openTab();
  await page.setViewportSize({ width: 300, height: 200 });
  await page.setContent(`<body style="margin:0">${body}</body>`);
  const png = await page.screenshot();
  const address = `data:image/png;base64,${compactPicture(png).toString("base64")}`;
  const asShown = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(0, 0, image.width, image.height).data ?? [])];
  }, address);
  return { png, asShown: asShown.filter((_, i) => i % 4 !== 3) };
}

describe("A compact picture", () => {
  it(
    "is identical to a browser, pixel for pixel, if it has few colours, and smaller",
    inBrowser(async (person) => {
      const { png, asShown } = await picture(person, "<h1>Text on a page</h1>");
      expect(Buffer.from(asShown).equals(readPixels(png).rgb)).to.equal(true);
      expect(compactPicture(png).length).to.be.below(png.length);
      expect(readPixels(compactPicture(png))).to.deep.equal(readPixels(png));
    }),
  );

  it(
    "is nearly the same if it has many colours",
    inBrowser(async (person) => {
      const { png, asShown } = await picture(
        person,
        "<div style='height:200px;background:linear-gradient(90deg,#000,#fff),linear-gradient(#f00,#00f);background-blend-mode:screen'></div>",
      );
      const { rgb } = readPixels(png);
      const worst = asShown.reduce((most, each, i) => Math.max(most, Math.abs(each - rgb.readUInt8(i))), 0);
      expect(worst).to.be.above(0).and.below(32);
    }),
  );

  it(
    "preserves surfaces that differ little, beside any number of other colours",
    inBrowser(async (person) => {
      const { png } = await picture(
        person,
        "<div style='height:80px;background:#101214'></div><div style='height:60px;background:#141719'></div>" +
          "<div style='height:60px;background:linear-gradient(90deg,#000,#fff),linear-gradient(#f00,#00f);background-blend-mode:screen'></div>",
      );
      const { rgb, width } = readPixels(compactPicture(png));
      const colorAt = (y: number): string => rgb.subarray(y * width * 3, y * width * 3 + 3).toString("hex");
      expect([colorAt(10), colorAt(100)]).to.deep.equal(["101214", "141719"]);
    }),
  );

  it("can only be made from a PNG", () => {
    expect(() => compactPicture(Buffer.from("GIF89a, and more"))).to.throw("this is not a PNG");
  });
});

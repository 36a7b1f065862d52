import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Returns whether a file is a picture that a browser has taken; drawings are SVGs. */
export function isPicture(name: string): boolean {
  return name.endsWith(".png");
}

/** Replaces all pictures in a folder by those in another. Drawings stay. */
export async function replacePictures(folder: string, taken: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const old = (await readdir(folder)).filter(isPicture);
  await Promise.all(old.map((name) => rm(join(folder, name))));
  await cp(taken, folder, { recursive: true });
}

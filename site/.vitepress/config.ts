import { defineConfig } from "vitepress";
import { headingSlug } from "../src/heading-slug.js";
import { inlinePictures } from "../src/inline-pictures.js";
import { repositoryLinks } from "../src/repository-links.js";
import { sidebar } from "../src/sidebar.js";

/** Where files of the repository are shown, such as https://host.example/project/blob/main; without it, they are no links. */
const { DOCS_SOURCE_URL } = process.env;

export default defineConfig({
  title: "ZKsync SSO",
  description:
    "Smart accounts on ZKsync Era opened with a passkey, and sessions limited to what their owner approved",
  srcDir: "../docs",
  outDir: "dist",
  cacheDir: "../node_modules/.cache/vitepress",
  cleanUrls: false,
  // A folder's first page is a README, which hosts of repositories show.
  rewrites: { ":folder/README.md": ":folder/index.md" },
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    anchor: { slugify: headingSlug },
    config: (md) => {
      repositoryLinks(md, DOCS_SOURCE_URL);
      inlinePictures(md);
    },
  },
  // `npm start` serves on this machine; every other link to nowhere fails the build.
  ignoreDeadLinks: "localhostLinks",
  // What is searched, page by page, is in one file.
  vite: { build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    sidebar: sidebar() as { text: string; items: { text: string; link: string }[] }[],
    outline: [2, 3],
    search: { provider: "local" },
    nav: [
      { text: "Quick start", link: "/quick-start" },
      { text: "Guides", link: "/sdk/" },
      { text: "Contracts", link: "/contracts/" },
      { text: "Security", link: "/security" },
    ],
  },
});

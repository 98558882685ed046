/** Links between files of the documentation lead to files, and to headings that are there. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_FOLDER } from "../../config/settings.ts";

const PAGES = ["*.md", "docs/**/*.md", "demo/*.md"].flatMap((pattern) => globSync(pattern, { cwd: PROJECT_FOLDER }));

const textOf = (file: string) => readFileSync(file, "utf8").replaceAll(/^```.*?^```/gms, "");

/** The anchors that GitHub gives to a page's headings. */
function anchorsOf(file: string): Set<string> {
  const headings = [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  const plain = headings.map((heading) => heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase());
  return new Set(plain.map((heading) => heading.replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(/\s/g, "-")));
}

test.each(PAGES)("%s leads somewhere", (page) => {
  const links = [...textOf(resolve(PROJECT_FOLDER, page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  const broken = links
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => {
      const [path = "", anchor] = link.split("#", 2);
      const target = resolve(PROJECT_FOLDER, path ? dirname(page) : "", path || page);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(target).has(anchor);
    });
  expect(broken).toEqual([]);
});

test("the pages were found", () => {
  expect(PAGES).toEqual(expect.arrayContaining(["README.md", "docs/sandboxes.md", "docs/dialects/orders.md"]));
});

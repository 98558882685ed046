/** Both READMEs have a row for every setting, and none for what is no setting. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SETTING_NAMES } from "../../config/environment.ts";
import { PROJECT_FOLDER } from "../../config/settings.ts";

/** By this `npm start` tells the API what it started: nobody sets it. */
const INTERNAL = ["SANDBOX"];

test.each(["README.md", "README.zh-CN.md"])("%s has every setting", (name) => {
  const rows = readFileSync(join(PROJECT_FOLDER, name), "utf8").matchAll(/^\| (`[A-Z][A-Z_]+`[^|]*) \|/gm);
  const told = [...rows].flatMap(([, cell = ""]) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, setting]) => setting));
  expect(told.toSorted()).toEqual(SETTING_NAMES.filter((setting) => !INTERNAL.includes(setting)).toSorted());
});

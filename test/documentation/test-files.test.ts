/** Which test files may take turns in one process. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT_FOLDER } from "../../config/settings.ts";
import { SHARED } from "../../scripts/test/shared-files.ts";

/** What would still hold for the file that comes next in the same process. */
const LEFT_BEHIND =
  /\bvi\.(?:mock|doMock|stubEnv|stubGlobal|useFakeTimers)\(|\bprocess\.(?:chdir|exitCode|title)\b|\bprocess\.env(?:\.\w+|\[[^\]]+\]) ?=[^=]|\bglobalThis\.\w+ ?=[^=]/;

test("files that share a process leave its environment, its clock and its modules alone", () => {
  const files = globSync(SHARED, { cwd: PROJECT_FOLDER });
  expect(files.length).toBeGreaterThan(100);
  const own = files.filter((file) => !file.endsWith("test/documentation/test-files.test.ts"));
  expect(own.filter((file) => LEFT_BEHIND.test(readFileSync(join(PROJECT_FOLDER, file), "utf8")))).toEqual([]);
});

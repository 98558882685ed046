/** Once before all test files: what they share, and what two of them must not make at the same time. */
import hre from "hardhat";
import { unpackBrowser } from "../web/support/browser.ts";
import { compile } from "./build.ts";
import { makeEmptyDatabase } from "./database.ts";

export default async function prepare(): Promise<void> {
  await Promise.all([compile(), hre.tasks.getTask("build").run({ quiet: true }), makeEmptyDatabase()]);
  await unpackBrowser();
}

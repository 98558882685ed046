/** A test process as it is when somebody kills it: with an instance, a program of others and one of ours under way. */
import { spawnTethered } from "../../scripts/start/child.ts";
import { startProcess } from "./process.ts";

const settings = JSON.parse(process.argv[2] as string) as Record<string, string>;
startProcess("scripts/start.ts", settings);
startProcess("test/support/sleeper.ts", {});
spawnTethered("sleep", ["600"]);

/**
 * Runs a third-party program, and ends it when our parent is gone, for whatever reason: then the channel to us closes,
 * even after a kill. Plain JavaScript, and as little of it as possible: it runs beside each such program.
 *
 *     node scripts/start/tether.js <program> [parameters]
 */
import { spawn } from "node:child_process";

/** Milliseconds for the program to end by itself. */
const PATIENCE = 3_000;

const [program, ...parameters] = process.argv.slice(2);
// The program, which is of our group, is sent the same signal; we end after it. Before it starts: a signal that came between would end us alone, and leave it behind.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
const child = spawn(program, parameters, { stdio: "inherit" });

function end() {
  child.kill("SIGTERM");
  setTimeout(() => child.kill("SIGKILL"), PATIENCE);
}

child.on("error", (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
process.on("disconnect", end);
if (process.connected === false) end();
else process.send?.({ pid: child.pid }, () => undefined);

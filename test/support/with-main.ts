/** Each test process ends when the one that started it is gone: with it ends whatever the tests started. */
const ends = Symbol.for("suyuan: ends with the process that started it");

// Once a process: it may take one file after another.
if (!Reflect.has(process, ends)) {
  Reflect.set(process, ends, true);
  process.once("disconnect", () => process.exit(1));
}

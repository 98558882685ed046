/**
 * What every command begins with. Plain JavaScript for any Node from 18 up: it installs what is missing, under the
 * Node that the project needs, and hands over to that Node.
 *
 *     node scripts/bootstrap.js <script> [parameters]
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("..", import.meta.url));
const node = join(project, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
const stamp = join(project, "node_modules", ".installed");
const wanted = createHash("sha256")
  .update(readFileSync(join(project, "package-lock.json")))
  .digest("hex");

function installed() {
  return existsSync(node) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
}

/** Why nothing can be installed here; undefined where it can. */
function refusal() {
  const folder = join(project, "node_modules");
  try {
    accessSync(existsSync(folder) ? folder : project, constants.W_OK);
    return undefined;
  } catch (error) {
    return `What is missing cannot be installed: ${project} cannot be written to (${error.code}). Copy it to where you may write, or run \`npm start\` once as the user it belongs to.`;
  }
}

if (!installed()) {
  const denied = refusal();
  if (denied) {
    console.error(denied);
    process.exit(1);
  }
  console.error("Installing what is missing (about 500 packages; a minute or two on first run) …");
  const started = Date.now();
  // Not `npm ci`: npm 11 refuses a lockfile in which other platforms' optional packages are missing, and it leaves them
  // out itself where a registry does not have them all. The lockfile's versions are kept either way.
  const install = ["npm", "install", "--no-save", "--loglevel=error", "--progress=true"];
  const result = spawnSync("npx", ["-y", "-p", "node@24", ...install], {
    cwd: project,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    console.error("Installing failed: see above. Is the package registry reachable?");
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

const child = spawn(node, process.argv.slice(2), {
  cwd: project,
  // By the channel it notices when we are gone, however that came about.
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  shell: process.platform === "win32",
  env: { ...process.env, SUYUAN_CALLED_FROM: process.cwd() },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

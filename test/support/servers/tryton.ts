/** A real Tryton server on loopback, with a database of its own. */
import { copyFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";
import { spawnTethered } from "../../../scripts/start/child.ts";
import { temporaryFolder } from "../folder.ts";
import { endTethered, until } from "../process.ts";
import {
  TRYTON_USER,
  type TrytonFacts,
  type TrytonKind,
  trytonDatabase,
  trytonLacks,
  trytonSettings,
} from "./tryton/database.ts";

/** A Tryton under test. */
export interface TestTryton {
  /** Its database's address: what `ERP_URL` is set to. */
  readonly url: string;
  readonly facts: TrytonFacts;
  /** How many sessions there are. */
  sessions(): number;
  /** End all sessions, as time does. */
  endSessions(): void;
  /** How often a wrong password was tried. */
  refusals(): number;
  close(): Promise<void>;
}

/** Start Tryton on a copy of a filled database. */
async function start(kind: TrytonKind): Promise<TestTryton> {
  const { file, facts } = await trytonDatabase(kind);
  const folder = await temporaryFolder();
  const copy = join(folder.path, "tryton.sqlite");
  const settings = join(folder.path, "trytond.conf");
  const port = await freePort();
  await copyFile(file, copy);
  await writeFile(settings, trytonSettings(folder.path, port));
  const child = spawnTethered("trytond", ["-c", settings], { cwd: folder.path });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-2_000);
    });
  }
  child.on("error", (error) => {
    output += error.message;
  });
  const close = async () => {
    await endTethered(child);
    await folder.close();
  };

  const url = `http://127.0.0.1:${port}/tryton`;
  // The first who signs in waits until Tryton has loaded its modules.
  await until(() => signsIn(url), 120_000).catch(async (cause) => {
    await close();
    throw new Error(`Tryton did not start: ${output}`, { cause });
  });
  const within = <T>(work: (database: Database.Database) => T): T => {
    const database = new Database(copy, { timeout: 10_000 });
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  const count = (table: string) =>
    within((database) => Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()));
  return {
    url,
    facts,
    sessions: () => count("ir_session"),
    endSessions: () => void within((database) => database.prepare("DELETE FROM ir_session").run()),
    refusals: () => count("res_user_login_attempt"),
    close,
  };
}

/** Starts one; undefined where it is not installed, which is said once. With `TRYTON=1` it has to be there. */
export const startTryton = chosen();

function chosen(): ((kind: TrytonKind) => Promise<TestTryton>) | undefined {
  const lacking = trytonLacks();
  if (lacking === undefined) return start;
  if (process.env.TRYTON === "1") throw new Error(`TRYTON=1, but ${lacking}`);
  console.warn(`Tests of the ERP leave Tryton out: ${lacking}.`);
  return undefined;
}

async function signsIn(url: string): Promise<boolean> {
  const { user, password } = TRYTON_USER;
  const response = await fetch(`${url}/`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id: 0, method: "common.db.login", params: [user, { password }] }),
  });
  return response.ok && "result" in ((await response.json()) as object);
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as { port: number };
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

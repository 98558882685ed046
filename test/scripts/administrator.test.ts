/** Administrators are made by a command on the machine, of accounts that exist. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nearNames } from "../../scripts/accounts/near-names.ts";
import { type Api, startApi } from "../api/support/api.ts";
import { startProcess } from "../support/process.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi({ settings: { registration: "approval" } });
});
afterAll(() => api.close());

async function administrator(parameters: string[], settings: Record<string, string> = {}) {
  const process = startProcess("scripts/administrator.ts", { DATA_DIR: api.folder, ...settings }, parameters);
  return { code: await process.exited, output: process.output().trim() };
}

const mayDecide = async (token: string) => (await api.call("GET", "/v1/role-applications", { token })).status === 200;

test("an account becomes one and stops being one while the instance runs, and both are recorded", async () => {
  const { username, token, user } = await api.account("unauth");
  expect((await administrator(["list"])).output).toBe("There is no administrator: regulators alone decide on roles.");
  expect(await mayDecide(token)).toBe(false);

  const line = `${username} (account ${user.id}, ${username}@example.com, registered on ${new Date().toISOString().slice(0, 10)})`;
  expect(await administrator(["add", username])).toEqual({ code: 0, output: `${line} is an administrator now.` });
  expect(await mayDecide(token)).toBe(true);
  expect((await administrator(["add", username.toUpperCase()])).output).toBe(`${line} was an administrator already.`);
  expect((await administrator(["list"])).output).toMatch(/^unauth-1 \(account 1,.*\), since \d{4}-/);

  expect(await administrator(["remove", username])).toEqual({
    code: 0,
    output: `${line} is no administrator any more.`,
  });
  expect(await mayDecide(token)).toBe(false);
  expect((await administrator(["remove", username])).output).toBe(`${line} was no administrator.`);
  const recorded = await api.database.read.selectFrom("account_commands").selectAll().execute();
  expect(recorded.map(({ command, account_id }) => [command, account_id])).toEqual([
    ["administrator added", user.id],
    ["administrator removed", user.id],
  ]);
  for (const { at } of recorded) expect(Math.abs(Date.now() - at)).toBeLessThan(600_000);
});

test("nobody is one by a name: not who registers it first, nor who is named before being registered", async () => {
  expect(await administrator(["add", "chief"])).toEqual({
    code: 1,
    output: "There is no account with the username chief: it has to be registered first, and is named as it logs in",
  });
  const body = { username: "chief", email: "chief@example.com", password: "Secret123" };
  expect((await api.call("POST", "/api/auth/register", { body })).status).toBe(201);
  const { body: loggedIn } = await api.call("POST", "/api/auth/login", { body });
  expect(await mayDecide(loggedIn.access_token)).toBe(false);
  expect((await administrator(["add", "cheif"])).output).toBe(
    "There is no account with the username cheif: did you mean chief?",
  );
});

test("names are near that differ in a few letters, the nearest first", () => {
  const names = ["green-valley", "green-volley", "green-alley", "orchard", "bob"];
  expect(nearNames("Green-Valley1", names)).toEqual(["green-valley", "green-alley", "green-volley"]);
  expect(nearNames("rob", names)).toEqual(["bob"]);
  expect(nearNames("completely-else", names)).toEqual([]);
});

test.each([
  [[], /^Usage: npm run administrator/],
  [["add"], /^Usage: /],
  [["list", "all"], /^Usage: /],
  [["add", "one", "two"], /^Usage: /],
  [["promote", "one"], /^Usage: /],
])("%j is answered with how it is used", async (parameters, message) => {
  const { code, output } = await administrator(parameters);
  expect([code, output]).toEqual([1, expect.stringMatching(message)]);
});

test("where there is no database none is made", async () => {
  const folder = join(api.folder, "nothing-here");
  expect(await administrator(["list"], { DATA_DIR: folder })).toEqual({
    code: 1,
    output: `There is no database in ${folder}: run \`npm start\` first`,
  });
});

test.each(["administrator", "start"])("while ADMINISTRATORS is set %s says what to do instead", async (script) => {
  const settings = { DATA_DIR: join(api.folder, "unused"), ADMINISTRATORS: "chief" };
  const process = startProcess(`scripts/${script}.ts`, settings, ["list"]);
  expect(await process.exited).toBe(1);
  expect(process.output().trim().split("\n")).toEqual([
    expect.stringMatching(/^ADMINISTRATORS is no setting any more.*`npm run administrator -- add NAME`/),
  ]);
});

/**
 * Loads the demonstration journeys into a running instance, through its public HTTP API alone: every firm registers,
 * signs in, and records its own acts. Each write carries an idempotency key, so loading again, or resuming after an
 * interruption, changes nothing that exists.
 */
import { enter, type Firm, type Firms } from "./firm.ts";
import { DemoError, post, refusal, send, upload } from "./http.ts";
import {
  DEMO_ACCOUNTS,
  DEMO_JOURNEYS,
  type DemoAccount,
  type DemoFile,
  type DemoJourney,
  linesOf,
} from "./journeys.ts";
import { loadSauce, SAUCE_ACCOUNTS } from "./sauce.ts";

/** Load all journeys into the instance at `address`. Calls `onStep` with a line for people before each part. */
export async function loadDemo(address: string, onStep: (text: string) => void): Promise<void> {
  const accounts: readonly DemoAccount[] = [...DEMO_ACCOUNTS, ...SAUCE_ACCOUNTS];
  onStep(`Registering ${accounts.length} demo accounts`);
  const entered = await Promise.all(accounts.map(async (account) => [account.username, await enter(address, account)]));
  const firms: Firms = new Map(entered as [string, Firm][]);
  const tokenOf = (username: string) => firms.get(username)?.token ?? "";
  onStep("Saying on chain who they are");
  const described = DEMO_ACCOUNTS.filter(({ profile }) => profile !== undefined);
  await Promise.all(described.map((account) => introduce(address, account, tokenOf)));
  // Side by side: most of the time is spent waiting for the chain.
  await Promise.all([
    ...DEMO_JOURNEYS.map((journey) => {
      onStep(`Recording the journey of ${journey.batch.batchCode} (${linesOf(journey)} lines)`);
      return loadJourney(address, journey, tokenOf);
    }),
    loadSauce(firms, onStep),
  ]);
}

/** What an account says of itself, and the authority's word for it. */
async function introduce(
  address: string,
  { username, profile, confirmedBy }: (typeof DEMO_ACCOUNTS)[number],
  tokenOf: (username: string) => string,
): Promise<void> {
  if (!profile) return;
  const said = await send(address, "PUT", "/v1/profile", profile, { authorization: `Bearer ${tokenOf(username)}` });
  if (said.status !== 200) throw refusal(`describe ${username}`, said);
  if (confirmedBy === undefined) return;
  const { address: account, says } = said.body.data as { address: string; says: { digest: string } };
  const body = { digest: says.digest };
  await create(address, `/v1/accounts/${account}/profile/confirmation`, body, tokenOf(confirmedBy));
}

async function loadJourney(
  address: string,
  journey: DemoJourney,
  tokenOf: (username: string) => string,
): Promise<void> {
  const { batch, product, farm, farmPlace, locations } = journey;
  const owner = tokenOf(journey.by);
  const attach = async (by: string, file: DemoFile) => ({
    type: file.type,
    title: file.title,
    url: await upload(address, file, tokenOf(by)),
  });

  const { picture, ...productFields } = product;
  const image = await upload(address, { file: picture, title: product.name, type: "image" }, owner);
  await create(address, "/v1/products", { ...productFields, image }, owner);
  await create(address, "/v1/farms", farm, owner);
  // So that the API documents' own examples, which name them, work for everybody.
  for (const path of [`/v1/products/${product.id}`, `/v1/farms/${farm.id}`]) {
    await create(address, `${path}/loans`, { to: "all" }, owner);
  }
  await change(address, `/v1/locations/${farm.id}`, farmPlace, owner, `${farm.id}:place`);
  for (const { by, ...location } of locations) await create(address, "/v1/locations", location, tokenOf(by));
  // Whoever brings goods to or from such a place tells of it too.
  await lendPlaces(address, journey, tokenOf);
  const created = await create(
    address,
    "/v1/traces",
    { ...batch, productId: product.id, farmId: farm.id },
    owner,
    `${batch.batchCode}:1`,
  );
  const traceId = String(created?.id ?? (await traceIdOf(address, batch.batchCode, owner)));
  for (const party of journey.parties) {
    const key = `${batch.batchCode}:party:${party.account}`;
    await create(address, `/v1/traces/${traceId}/parties`, party, owner, key);
  }
  for (const [index, { by, files, trade, ...event }] of journey.events.entries()) {
    const attachments = [];
    for (const file of files) attachments.push(await attach(by, file));
    const key = `${batch.batchCode}:${index + 2}`;
    await create(address, `/v1/traces/${traceId}/events`, { ...event, ...trade, attachments }, tokenOf(by), key);
  }
  // A contract that was deployed earlier refuses it, and the demonstration goes on without.
  if (journey.commitment) {
    const key = `${batch.batchCode}:commitment`;
    await create(address, `/v1/traces/${traceId}/commitments`, journey.commitment, owner, key);
  }
}

/** Lend the firms' places to those who name them in their events. */
async function lendPlaces(
  address: string,
  { locations, events }: DemoJourney,
  tokenOf: (username: string) => string,
): Promise<void> {
  for (const { by, trade } of events) {
    const named = [trade?.place, trade?.from?.place];
    for (const location of locations.filter(({ id }) => named.includes(id))) {
      if (location.by === by) continue;
      await create(address, `/v1/locations/${location.id}/loans`, { to: by }, tokenOf(location.by));
    }
  }
}

/** Change what is there already; with a key, once. */
async function change(address: string, path: string, body: unknown, token: string, key: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "idempotency-key": `demo:${key}` };
  const answer = await send(address, "PATCH", path, body, headers);
  if (answer.status !== 200) throw refusal(`PATCH ${path}`, answer);
}

/** Gives what was created, or undefined if it already existed. */
async function create(
  address: string,
  path: string,
  body: unknown,
  token: string,
  key?: string,
): Promise<Record<string, unknown> | undefined> {
  const headers = { authorization: `Bearer ${token}`, ...(key && { "idempotency-key": `demo:${key}` }) };
  const answer = await post(address, path, body, headers);
  if (answer.status === 409) return undefined;
  if (answer.status !== 201) throw refusal(`POST ${path}`, answer);
  return answer.body.data;
}

async function traceIdOf(address: string, code: string, token: string): Promise<unknown> {
  const response = await fetch(`${address}/v1/traces?search=${encodeURIComponent(code)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const body = (await response.json()) as { data?: { id: string; batchCode: string }[] };
  const found = body.data?.find((batch) => batch.batchCode === code);
  if (!found) throw new DemoError(`The batch ${code} belongs to somebody else, so the demo cannot be loaded here`);
  return found.id;
}

/** An installation that is watched, with a webhook and a mail server that alerts go to. */
import { createHmac } from "node:crypto";
import type { AddressInfo } from "node:net";
import pino from "pino";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { type AlertParts, composeWatching } from "../../../api/compose/watching.ts";
import { createRpc } from "../../../chain/rpc.ts";
import { ALERT_GUARD, alertWebhook } from "../../../integrations/alerts/webhook.ts";
import { smtpMail } from "../../../integrations/messages/smtp.ts";
import { createGuard } from "../../../integrations/outgoing/guard.ts";
import { until } from "../../support/process.ts";
import type { WorldOptions } from "../../support/world.ts";
import { startOrders } from "../orders/support/orders.ts";
import { startServer } from "../orders/support/server.ts";

/** What the webhook's address holds, and what notices are signed with. */
export const URL_SECRET = "s3cr3t-of-the-address";
/** What notices are signed with. */
export const SECRET = "a-secret-for-signatures";

/** A notice as it is posted. */
export interface Posted {
  id: string;
  alert: string;
  kind: string;
  subject: string;
  state: string;
  severity: string;
  title: { zh: string; en: string };
  details: Record<string, unknown>;
  instance: string;
  since: string;
  at: string;
}

/** From where on tests see a problem: nothing is one until a test says so. */
export const NEVER = 3_600_000;
const THRESHOLDS: AlertParts["thresholds"] = {
  chainFor: NEVER,
  indexerTime: NEVER,
  indexerBlocks: 1_000_000,
  indexerFor: 0,
  operationAge: NEVER,
  circuitOpen: NEVER,
  relayerBalance: null,
};

/** Start all of it. */
export async function startWatched({ app }: Pick<WorldOptions, "app"> = {}) {
  const letters: Email[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        letters.push(await PostalMime.parse(Buffer.concat(chunks)));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", () => resolve()));
  const { port } = smtp.server.address() as AddressInfo;
  const mail = smtpMail({
    location: { host: "127.0.0.1", port, credentials: null, encryption: "local" },
    from: { name: "Suyuan", address: "noreply@example.com" },
  });
  const webhook = await startServer(() => ({ status: 204, body: "" }));
  const api = await startOrders({ parts: { drivers: { mail } }, ...(app && { app }) });
  // A node that can be away.
  const node = await startServer(async ({ body }) => {
    const answer = await fetch(api.chain.url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    return { body: await answer.text() };
  });

  /** As a process that starts: it knows nothing but what is written down. */
  function watch(thresholds: Partial<AlertParts["thresholds"]>, options: Partial<AlertParts> = {}) {
    const watching = composeWatching({
      services: api.services,
      database: api.database,
      rpc: createRpc(node.url),
      keys: api.keys,
      logger: pino({ level: "info" }, { write: (line) => void api.logged.push(line) }),
      processMetrics: false,
      chainWatch: { headFor: 0, balanceFor: 0 },
    });
    return watching.startAlerts({
      webhook: alertWebhook({
        url: `${webhook.url}/hook/${URL_SECRET}`,
        secret: SECRET,
        guard: createGuard("alerts", { ...ALERT_GUARD, openFor: 0 }),
      }),
      mailTo: [],
      repeatAfter: NEVER,
      thresholds: { ...THRESHOLDS, ...thresholds },
      interval: 20,
      sampleEvery: 0,
      sampleSize: 2,
      ...options,
    });
  }

  /** What the webhook took of a kind: states in order. On a busy machine its answer may be late: a notice comes again then. */
  const posted = (kind: string): Posted[] => {
    const notices = webhook.asked.map(({ body }) => JSON.parse(body) as Posted);
    return [...new Map(notices.map((notice) => [notice.id, notice])).values()].filter((notice) => notice.kind === kind);
  };

  return {
    ...api,
    webhook,
    node,
    letters,
    watch,
    posted,
    /** Wait until the webhook was told these states of a kind. */
    told: (kind: string, ...states: string[]) =>
      until(async () => {
        const notices = posted(kind);
        return notices.map(({ state }) => state).join() === states.join() && notices;
      }),
    /** Let a watcher look some more times. */
    async moreLooks() {
      for (let i = 0; i < 5; i++) {
        const before = await leaseOf();
        await until(async () => (await leaseOf()) !== before);
      }
    },
    signatureOf: (body: string) => `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
    async close() {
      await api.close();
      await webhook.close();
      await node.close();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };

  async function leaseOf() {
    const row = await api.database.write.selectFrom("alert_watch").select("until").executeTakeFirst();
    return row?.until;
  }
}

/** A watched installation. */
export type Watched = Awaited<ReturnType<typeof startWatched>>;

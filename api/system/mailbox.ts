import { z } from "@hono/zod-openapi";
import { html } from "hono/html";
import type { KeptMessage } from "../../domain/messages/mailbox.ts";
import type { Services } from "../../domain/services.ts";
import { isoTime } from "../../domain/shared/time.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application } from "../http/env.ts";

/** Nothing runs and nothing is fetched: the page is text, with a style of its own. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const messageSchema = z.object({
  channel: z.enum(["email", "phone"]),
  to: z.string(),
  subject: z.string().optional(),
  text: z.string(),
  html: z.string().optional(),
  createdAt: z.iso.datetime(),
});

/**
 * `GET /dev/mailbox` and `/dev/mailbox.json`: what a development instance would have sent. Only in development: in
 * production these paths do not exist.
 */
export function mailboxRoutes(app: Application, { mailbox, settings }: Services): void {
  if (!mailbox || !settings.development) return;

  app.get("/dev/mailbox", async (context) =>
    context.html(page(await mailbox.list()), 200, { "Content-Security-Policy": POLICY }),
  );
  endpoint(
    app,
    {
      method: "get",
      path: "/dev/mailbox.json",
      tags: ["System"],
      summary: "The messages of a development instance, newest first; not in production",
      responses: {
        200: {
          description: "The messages",
          content: { "application/json": { schema: z.object({ messages: z.array(messageSchema) }) } },
        },
        429: { description: "Asked too often" },
      },
    },
    [],
    async (context) => {
      const kept = await mailbox.list();
      return context.json({
        messages: kept.map(({ message, createdAt }) => ({ ...message, createdAt: isoTime(createdAt) })),
      });
    },
  );
}

/** The tag escapes all values. A mail is shown as text: its HTML is not trusted. */
function page(messages: readonly KeptMessage[]) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Mailbox</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
      article { border-top: 1px solid; padding: 1rem 0; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; }
    </style>
  </head>
  <body>
    <h1>Mailbox 收件箱</h1>
    <p lang="zh-CN">开发实例本会发出的邮件和短信，最新的在前。</p>
    <p>Mails and text messages that this development instance would have sent, newest first.</p>
    ${messages.length === 0 ? html`<p>还没有消息。There are none yet.</p>` : messages.map(article)}
  </body>
</html>`;
}

function article({ message, createdAt }: KeptMessage) {
  const heading = message.channel === "email" ? message.subject : "短信 SMS";
  return html`<article>
      <h2>${heading}</h2>
      <p>收件人 To ${message.to}, <time>${isoTime(createdAt)}</time></p>
      <pre>${message.text}</pre>
    </article>`;
}

/** A page that shows developers what a user's WeChat would show. */
import { html } from "hono/html";
import type { Answered } from "../http-server.ts";
import type { KeptMessage } from "./messages.ts";

/** No scripts and no external resources. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The messages as a page, newest first. The tag escapes all values. */
export async function messagesPage(messages: readonly KeptMessage[]): Promise<Answered> {
  const list = messages.length === 0 ? html`<p>还没有消息。There are none yet.</p>` : messages.map(article);
  const body = await html`<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>微信沙箱 WeChat sandbox</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
      article { border-top: 1px solid; padding: 1rem 0; }
      dt { float: left; clear: left; margin-right: 1rem; }
      dd { overflow-wrap: anywhere; }
    </style>
  </head>
  <body>
    <h1>微信沙箱 WeChat sandbox</h1>
    <p>这不是微信。以下是用户本会在微信里收到的订阅消息，最新的在前。</p>
    <p lang="en">This is not WeChat. These are the messages that users would have got, newest first.</p>
    ${list}
  </body>
</html>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY };
  return { headers, body: String(body) };
}

function article({ msgid, takenAt, message }: KeptMessage) {
  const lines = Object.entries(message.data).map(([name, { value }]) => html`<dt>${name}</dt><dd>${value}</dd>`);
  return html`<article>
      <h2>${message.template_id}</h2>
      <p>收件人 To <code>${message.touser}</code>, <time>${takenAt}</time>, <code>${msgid}</code></p>
      <dl>${lines}</dl>
      ${message.page === undefined ? "" : html`<p>点击后打开 Opens <code>${message.page}</code></p>`}
    </article>`;
}

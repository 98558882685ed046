/** The parts of WeChat's server API in use: sessions, access tokens, subscription messages. */
import { type Asked, jsonOf, type OutsideServer, startServer } from "../http-server.ts";
import type { Listening } from "../listen.ts";
import { accessTokens } from "./access-tokens.ts";
import { type Errcode, fault } from "./faults.ts";
import { type MessageStore, messageBox, type Taken } from "./messages.ts";
import { messagesPage } from "./page.ts";
import { sessionBook } from "./sessions.ts";

/** Its mini program, and where it listens. */
export interface WechatSandboxOptions extends Listening {
  readonly appId: string;
  readonly appSecret: string;
  /** Persistent storage of messages; none if left out. */
  readonly store?: MessageStore;
}

/** A running WeChat. */
export interface WechatSandbox extends OutsideServer {
  /** Further log-in codes and their users; each is valid once. */
  readonly codes: Map<string, string>;
  /** Messages accepted since the start, oldest first. */
  readonly messages: Taken[];
  /** Invalidate the latest access token. */
  endToken(): void;
  /** How often an access token was requested. */
  grants(): number;
}

/** Start a WeChat. */
export async function startWechatSandbox(options: WechatSandboxOptions): Promise<WechatSandbox> {
  const { appId, appSecret, store = { load: () => [], save: () => undefined }, ...where } = options;
  const codes = new Map<string, string>();
  const messages: Taken[] = [];
  const tokens = accessTokens();
  const sessionOf = sessionBook(codes);
  const box = messageBox(messages, store);
  let grants = 0;

  /** Why the caller's credentials are refused; undefined if they are accepted. */
  function stranger(id: unknown, secret: unknown): Errcode | undefined {
    if (id !== appId) return 40013;
    return secret === appSecret ? undefined : 40125;
  }

  function session({ query }: Asked): object {
    const refusal = stranger(query.appid, query.secret);
    if (refusal !== undefined) return fault(refusal);
    return query.grant_type === "authorization_code" ? sessionOf(query.js_code ?? "") : fault(40002);
  }

  function grant(asked: Readonly<Record<string, unknown>> | undefined, isStable: boolean): object {
    if (!asked) return fault(47001);
    if (asked.grant_type !== "client_credential") return fault(40002);
    const refusal = stranger(asked.appid, asked.secret);
    if (refusal !== undefined) return fault(refusal);
    grants += 1;
    return isStable ? tokens.stable(asked.force_refresh === true) : tokens.fresh();
  }

  function send(asked: Asked): object | string {
    const refusal = tokens.refusalOf(asked.query.access_token);
    return refusal === undefined ? box.send(asked) : fault(refusal);
  }

  const server = await startServer((asked) => {
    switch (`${asked.method} ${asked.path}`) {
      case "GET /sns/jscode2session":
        return { body: session(asked) };
      case "POST /cgi-bin/stable_token":
        return { body: grant(jsonOf(asked), true) };
      case "GET /cgi-bin/token":
        return { body: grant(asked.query, false) };
      case "POST /cgi-bin/message/subscribe/send":
        return { body: send(asked) };
      case "GET /messages":
        return { body: { messages: box.kept() } };
      case "GET /":
        return messagesPage(box.kept());
      default:
        return { status: 404, body: {} };
    }
  }, where);
  return { ...server, codes, messages, endToken: tokens.end, grants: () => grants };
}

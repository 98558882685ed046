/** WeChat's server API as far as it is used, in its wire format: sessions, access tokens, subscription messages. */
import { type Asked, type OutsideServer, startServer } from "./server.ts";

/** A message that was taken. */
export interface Taken {
  readonly touser: string;
  readonly template_id: string;
  readonly page?: string;
  readonly data: Record<string, { value: string }>;
}

/** A running WeChat. */
export interface TestWechat extends OutsideServer {
  readonly appId: string;
  readonly appSecret: string;
  /** Log-in codes and whose they are; each is good once. */
  readonly codes: Map<string, string>;
  readonly messages: Taken[];
  /** End the access token that was given out last; it is refused with this code from now on. */
  endToken(errcode?: number): void;
  /** How often an access token was asked for. */
  grants(): number;
}

const SESSION_KEY = "c2Vzc2lvbi1rZXktdGhhdC1ub2JvZHkta2VlcHM=";

/** Start a WeChat. */
export async function startWechat(): Promise<TestWechat> {
  const appId = "wx0123456789abcdef";
  const appSecret = "the-secret-of-the-app";
  const codes = new Map<string, string>();
  const messages: Taken[] = [];
  let token = "token-1";
  let ended = 40001;
  let grants = 0;
  const knows = (id: unknown, secret: unknown) => id === appId && secret === appSecret;

  function session({ query }: Asked) {
    if (!knows(query.appid, query.secret)) return { errcode: 40125, errmsg: "invalid appsecret" };
    const openid = codes.get(query.js_code ?? "");
    if (openid === undefined) return { errcode: 40029, errmsg: `invalid code, rid: 1234` };
    codes.delete(query.js_code ?? "");
    return { session_key: SESSION_KEY, openid };
  }

  function grant({ body }: Asked) {
    const { appid, secret, force_refresh } = JSON.parse(body);
    if (!knows(appid, secret)) return { errcode: 40125, errmsg: "invalid appsecret" };
    grants += 1;
    if (force_refresh) token = `token-forced-${grants}`;
    return { access_token: token, expires_in: 7200 };
  }

  function send({ query, body }: Asked) {
    if (query.access_token !== token) return { errcode: ended, errmsg: "invalid credential, access_token is invalid" };
    const message = JSON.parse(body) as Taken;
    if (message.template_id === "refused") return { errcode: 43101, errmsg: "user refuse to accept the msg" };
    if (message.template_id === "unknown") return { errcode: 40037, errmsg: "template_id is invalid" };
    messages.push(message);
    // More digits than a double holds.
    return `{"errcode":0,"errmsg":"ok","msgid":30000000000000000${messages.length}}`;
  }

  const server = await startServer((asked) => {
    const route = `${asked.method} ${asked.path}`;
    if (route === "GET /sns/jscode2session") return { body: session(asked) };
    if (route === "POST /cgi-bin/stable_token") return { body: grant(asked) };
    if (route === "POST /cgi-bin/message/subscribe/send") return { body: send(asked) };
    return { status: 404, body: {} };
  });
  return {
    ...server,
    appId,
    appSecret,
    codes,
    messages,
    endToken: (errcode = 40001) => {
      ended = errcode;
      token = `token-${Math.random()}`;
    },
    grants: () => grants,
  };
}

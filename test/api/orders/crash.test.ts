/** `kill -9` of the API process while a message is on its way: it is never sent twice, and nobody is told that it was. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openKeystore } from "../../../chain/keystore.ts";
import { SENDING_ENDS } from "../../../domain/wechat/ports.ts";
import { tryPort } from "../../../scripts/start/local-chain.ts";
import { openDatabase } from "../../../store/database.ts";
import { startTestChain, type TestChain } from "../../support/chain.ts";
import { recordDeployment } from "../../support/deployment.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { startProcess, type TestProcess, until } from "../../support/process.ts";
import { startWechat, type TestWechat } from "./support/wechat.ts";

const PASSPHRASE = "a passphrase for tests";
let chain: TestChain;
let wechat: TestWechat;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let address: string;
let settings: Record<string, string>;

beforeAll(async () => {
  folder = await temporaryFolder();
  wechat = await startWechat();
  const keys = await openKeystore(join(folder.path, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  chain = await startTestChain({ admin: keys.relayer.address, registrar: keys.relayer });
  await recordDeployment(folder.path, chain);
  const port = await tryPort(0);
  address = `http://127.0.0.1:${port}`;
  settings = {
    DATA_DIR: folder.path,
    CHAIN_RPC_URL: chain.url,
    KEYSTORE_PASSPHRASE: PASSPHRASE,
    PORT: String(port),
    WECHAT_API_URL: wechat.url,
    WECHAT_APP_ID: wechat.appId,
    WECHAT_APP_SECRET: wechat.appSecret,
  };
});
afterAll(async () => {
  await wechat.close();
  await chain.close();
  await folder.close();
});

async function startApi(failpoint?: string): Promise<TestProcess> {
  const api = startProcess("api/main.ts", { ...settings, ...(failpoint && { FAILPOINT: failpoint }) });
  // Any answer: without an indexer it is not healthy, and messages need none.
  await until(async () => (await fetch(`${address}/healthz`)).status);
  return api;
}

async function call(method: string, path: string, token?: string, body?: unknown, key?: string) {
  const response = await fetch(address + path, {
    method,
    headers: {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
      ...(key && { "idempotency-key": key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON of any shape
  return { status: response.status, body: (await response.json()) as any };
}

/** Time passes for what is on its way. */
async function age(milliseconds: number): Promise<void> {
  const database = openDatabase(join(folder.path, "suyuan.sqlite"));
  await database.write
    .updateTable("message_log")
    .set(({ eb }) => ({ updated_at: eb("updated_at", "-", milliseconds) }))
    .where("state", "=", "sending")
    .execute();
  await database.close();
}

test.each([
  ["wechat:before-send", 0],
  ["wechat:after-send", 1],
])("an API killed at %s does not send again, and says that nothing is known", async (failpoint, sent) => {
  const killed = await startApi(failpoint);
  wechat.codes.set(failpoint, `oUser-_${sent}0123456789`);
  const token = (await call("POST", "/api/auth/wx-login", undefined, { code: failpoint })).body.data.token as string;
  const before = wechat.messages.length;
  const message = { templateId: "t", data: { thing1: { value: "x" } } };
  const send = () => call("POST", "/api/wechat/template-msg", token, message, failpoint);
  await expect(send()).rejects.toThrow();
  expect(await killed.exited).toBe("SIGKILL");
  expect(wechat.messages.length - before).toBe(sent);

  const api = await startApi();
  // Another process may be sending it for all that this one knows.
  expect(await send()).toMatchObject({ status: 409, body: { message: "相同Idempotency-Key的请求正在处理中" } });
  await age(SENDING_ENDS + 1);
  const reason = "微信未确认消息是否送达，为避免重复不再发送";
  expect(await send()).toMatchObject({ status: 500, body: { success: false, message: reason } });
  const listed = await call("GET", "/api/wechat/messages", token);
  expect(listed.body.data.messages).toMatchObject([{ status: "unconfirmed", reason, msgid: null, sentAt: null }]);
  expect(wechat.messages.length - before).toBe(sent);
  await api.stop();
});

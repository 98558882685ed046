/** The WeChat sandbox, for a mini program of the tests' own. */
import { startWechatSandbox, type WechatSandbox } from "../../../../integrations/sandbox/wechat/server.ts";

/** A running WeChat. */
export type TestWechat = WechatSandbox & { readonly appId: string; readonly appSecret: string };

/** Start a WeChat. */
export async function startWechat(): Promise<TestWechat> {
  const program = { appId: "wx0123456789abcdef", appSecret: "the-secret-of-the-app" };
  return { ...(await startWechatSandbox(program)), ...program };
}

/** Who logs in with WeChat, and what is kept of what the app tells of them. */
import { expect, test } from "vitest";
import { wechatLogIn, wechatLogInInput } from "../../../domain/wechat/wechat-log-in.ts";
import { accountOf, NOW, servicesOf } from "../../support/made.ts";

const OPENID = "oABC-def_0123456789";

function started(openid: string | undefined) {
  const said: unknown[] = [];
  const services = servicesOf<Parameters<typeof wechatLogIn>[0]>({
    keys: { create: () => ({}) },
    passwords: { hash: async () => "hash" },
    tokens: { issue: async () => "token", expiryOf: () => NOW },
    wechat: {
      async openidOf(code: string) {
        said.push(code);
        return openid;
      },
    },
    wechatIdentities: {
      async logIn(id: string, profile: object, newAccount: () => Promise<object>) {
        said.push(id, profile, await newAccount());
        return accountOf();
      },
    },
  });
  return { services, said };
}

test("whoever is new gets an account that is called what WeChat calls them, else by its username", async () => {
  const { services, said } = started(OPENID);
  expect(await wechatLogIn(services, { code: " c ", userInfo: { nickName: "李\u200b伟" } })).toEqual({
    token: "token",
    account: accountOf(),
    expiresAt: NOW,
  });
  expect(said).toEqual([
    "c",
    OPENID,
    { nickName: "李伟", avatarUrl: null },
    expect.objectContaining({ name: "李伟", role: null, email: null, grantDue: false }),
  ]);
  const unnamed = started(OPENID);
  await wechatLogIn(unnamed.services, { code: "c" });
  const account = unnamed.said[3] as { username: string; name: string };
  expect(account.username).toMatch(/^wx-[0-9a-f]{20}$/);
  expect(account.name).toBe(account.username);
});

test.each([undefined, null, {}, { code: "" }, { code: " " }, { code: 5 }])("%j has no code", async (input) => {
  await expect(wechatLogIn(started(OPENID).services, input)).rejects.toMatchObject({ reason: "code-missing" });
});

test.each([undefined, "short", "x".repeat(100), "has space 123456", "x".repeat(10)])(
  "%j is nobody's openid",
  async (openid) => {
    await expect(wechatLogIn(started(openid).services, { code: "c" })).rejects.toMatchObject({
      reason: "openid-not-obtained",
    });
  },
);

test("a code longer than any is not asked for", async () => {
  const { services, said } = started(OPENID);
  await expect(wechatLogIn(services, { code: "c".repeat(513) })).rejects.toMatchObject({
    reason: "openid-not-obtained",
  });
  expect(said).toEqual([]);
});

test.each([
  ["https://thirdwx.qlogo.cn/1.png", "https://thirdwx.qlogo.cn/1.png"],
  // A file on the user's own phone.
  ["wxfile://tmp_1.png", null],
  ["javascript:alert(1)", null],
  ["https://", null],
  ["", null],
])("of the picture %s is kept %s", (avatarUrl, kept) => {
  expect(wechatLogInInput.parse({ userInfo: { avatarUrl } }).userInfo).toEqual({ nickName: null, avatarUrl: kept });
});

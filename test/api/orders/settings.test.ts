import { expect, test } from "vitest";
import { readSettings } from "../../../config/settings.ts";
import { sandboxesFor } from "../../../scripts/start/sandboxes.ts";

const PRODUCTION = {
  NODE_ENV: "production",
  KEYSTORE_PASSPHRASE: "a passphrase for tests",
  CHAIN_RPC_URL: "https://chain.example",
  PUBLIC_URL: "https://trace.example",
};
const WECHAT = { WECHAT_APP_ID: "wx0123456789abcdef", WECHAT_APP_SECRET: "the-secret-of-the-app" };

test("WeChat and the ERP are set up by their settings, and not at all without them", () => {
  expect(readSettings({})).toMatchObject({ wechat: null, erp: null });
  expect(readSettings({ ...WECHAT, ERP_URL: "https://erp.example/api/", ERP_TOKEN: "" })).toMatchObject({
    wechat: { apiUrl: "https://api.weixin.qq.com", appId: WECHAT.WECHAT_APP_ID, appSecret: WECHAT.WECHAT_APP_SECRET },
    erp: { url: "https://erp.example/api", token: null },
  });
});

test("half of the mini program's settings, and a token that is no header's, are refused without showing them", () => {
  expect(() => readSettings({ WECHAT_APP_SECRET: "hidden-secret" })).toThrow(/^(?!.*hidden).*WECHAT_APP_ID.*$/);
  expect(() => readSettings({ ERP_URL: "https://erp.example", ERP_TOKEN: "hidden\r\nX: y" })).toThrow(
    /^(?!.*hidden).*ERP_TOKEN.*$/,
  );
});

test.each(["ERP_URL", "WECHAT_API_URL", "EVALUATOR_URL"])(
  "%s that holds a name or a password is refused without showing it",
  (name) => {
    for (const credentials of ["hidden", "hidden:hidden", ":hidden"]) {
      const settings = { [name]: `https://${credentials}@outside.example/api` };
      expect(() => readSettings(settings)).toThrow(new RegExp(`^(?!.*hidden).*${name} must not hold a user.*$`));
    }
  },
);

test("sandboxes are started in development unless they are not wanted, and never in production", () => {
  expect(readSettings({})).toMatchObject({ startSandboxes: true, sandboxes: [] });
  expect(readSettings({ SANDBOXES: "off" }).startSandboxes).toBe(false);
  expect(() => readSettings({ SANDBOXES: "maybe" })).toThrow(/SANDBOXES/);
  expect(readSettings(PRODUCTION).startSandboxes).toBe(false);
  expect(() => readSettings({ ...PRODUCTION, SANDBOXES: "on" })).toThrow("SANDBOXES=on is for development");
  expect(() => readSettings({ ...PRODUCTION, SANDBOX: "erp" })).toThrow("SANDBOX=erp is for development");
});

test.each([
  { ERP_URL: "http://127.0.0.1:18092", ERP_TOKEN: "sandbox-token-of-no-erp" },
  { WECHAT_APP_ID: "wxsandbox000000001", WECHAT_APP_SECRET: "sandbox-secret-of-no-mini-program" },
  { SMTP_URL: "smtp://sandbox:sandbox-mail@127.0.0.1:18093", MAIL_FROM: "a@example.com" },
  { SMS_URL: "smpp://sandbox:sandbox@127.0.0.1:18094" },
])("production knows a sandbox by what it is called with: %j", (settings) => {
  const name = Object.keys(settings).find((key) => /SECRET|TOKEN|^S/.test(key)) ?? "";
  expect(() => readSettings({ ...PRODUCTION, ...settings })).toThrow(`${name} is a sandbox's`);
  expect(() => readSettings(settings)).not.toThrow();
});

test("whoever starts sandboxes need not know where the evaluator will be; everybody else must", () => {
  const EVALUATOR = "http";
  expect(readSettings({ EVALUATOR }, true)).toMatchObject({ evaluator: "http", evaluatorUrl: null });
  for (const other of [{ SANDBOXES: "off" }, PRODUCTION]) {
    expect(() => readSettings({ ...other, EVALUATOR }, true)).toThrow("EVALUATOR=http needs EVALUATOR_URL");
  }
});

test("a sandbox is started for what is not set up, and for nothing else", () => {
  const wanted = (environment: NodeJS.ProcessEnv) => sandboxesFor(readSettings(environment, true), environment);
  expect(wanted({})).toEqual(["wechat", "erp", "mail", "sms"]);
  expect(wanted({ SANDBOXES: "off" })).toEqual([]);
  expect(wanted(PRODUCTION)).toEqual([]);
  expect(wanted(WECHAT)).toEqual(["erp", "mail", "sms"]);
  expect(wanted({ WECHAT_API_URL: "http://127.0.0.1:1" })).toEqual(["erp", "mail", "sms"]);
  expect(wanted({ ERP_URL: "https://erp.example" })).toEqual(["wechat", "mail", "sms"]);
  const outgoing = { SMTP_URL: "smtp://mail.example", MAIL_FROM: "a@example.com", SMS_URL: "smpp://a:b@sms.example" };
  expect(wanted(outgoing)).toEqual(["wechat", "erp"]);
  expect(wanted({ EVALUATOR: "http" })).toEqual(["wechat", "erp", "mail", "sms", "evaluator"]);
  expect(wanted({ EVALUATOR: "http", EVALUATOR_URL: "https://evaluator.example" })).not.toContain("evaluator");
});

test("production does not send the app's secret over plain HTTP", () => {
  const production = { ...PRODUCTION, ...WECHAT };
  expect(readSettings(production).wechat?.apiUrl).toBe("https://api.weixin.qq.com");
  expect(() => readSettings({ ...production, WECHAT_API_URL: "http://proxy.example" })).toThrow("WECHAT_API_URL");
});

const TRYTON = {
  ERP_DRIVER: "tryton",
  ERP_URL: "https://tryton.example:8000/company/",
  ERP_USER: "suyuan",
  ERP_PASSWORD: "hidden-password",
};

test("the ERP is REST unless it is said to be Tryton", () => {
  expect(readSettings({ ERP_URL: "https://erp.example" }).erp).toEqual({
    ...{ driver: "rest", url: "https://erp.example", token: null },
  });
  expect(readSettings(TRYTON).erp).toEqual({
    ...{ driver: "tryton", url: "https://tryton.example:8000/company", user: "suyuan", password: "hidden-password" },
  });
});

test.each([
  ["a driver that there is not", { ...TRYTON, ERP_DRIVER: "sap" }, "ERP_DRIVER"],
  ["Tryton nowhere", { ...TRYTON, ERP_URL: "" }, "ERP_URL"],
  ["Tryton without a database", { ...TRYTON, ERP_URL: "https://tryton.example:8000" }, "database"],
  ["Tryton with a longer path", { ...TRYTON, ERP_URL: "https://tryton.example/a/b" }, "database"],
  ["Tryton with a query", { ...TRYTON, ERP_URL: "https://tryton.example/a?b" }, "database"],
  ["a name in Tryton's address", { ...TRYTON, ERP_URL: "https://me:hidden@tryton.example/a" }, "user's name"],
  ["Tryton without a user", { ...TRYTON, ERP_USER: "" }, "ERP_USER"],
  ["a user with a colon", { ...TRYTON, ERP_USER: "a:hidden" }, "ERP_USER"],
  ["Tryton without a password", { ...TRYTON, ERP_PASSWORD: "" }, "ERP_PASSWORD"],
  ["Tryton with a token", { ...TRYTON, ERP_TOKEN: "hidden-token" }, "ERP_TOKEN"],
  [
    "REST with a query, which would swallow every path",
    { ERP_URL: "https://erp.example/api?tenant=hidden" },
    "ERP_URL",
  ],
  ["WeChat with a fragment", { WECHAT_API_URL: "https://proxy.example/#hidden" }, "WECHAT_API_URL"],
  ["REST with a password", { ERP_URL: "https://erp.example", ERP_PASSWORD: "hidden-password" }, "ERP_PASSWORD"],
])("%s is refused without showing secrets", (_what, settings, named) => {
  expect(() => readSettings(settings)).toThrow(named);
  expect(() => readSettings(settings)).toThrow(/^(?!.*hidden)/);
});

test("production does not send the ERP's password over plain HTTP, but on this machine", () => {
  const production = {
    NODE_ENV: "production",
    KEYSTORE_PASSPHRASE: "a passphrase for tests",
    CHAIN_RPC_URL: "https://chain.example",
    PUBLIC_URL: "https://trace.example",
    ...TRYTON,
  };
  expect(readSettings(production).erp).toMatchObject({ driver: "tryton" });
  expect(readSettings({ ...production, ERP_URL: "http://127.0.0.1:8000/company" }).erp).not.toBeNull();
  expect(() => readSettings({ ...production, ERP_URL: "http://tryton.example/company" })).toThrow("ERP_URL");
});

import { expect, test } from "vitest";
import { readSettings } from "../../../config/settings.ts";

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

test("production does not send the app's secret over plain HTTP", () => {
  const production = {
    NODE_ENV: "production",
    KEYSTORE_PASSPHRASE: "a passphrase for tests",
    CHAIN_RPC_URL: "https://chain.example",
    PUBLIC_URL: "https://trace.example",
    ...WECHAT,
  };
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
  ["a name in Tryton's address", { ...TRYTON, ERP_URL: "https://me:hidden@tryton.example/a" }, "ERP_USER"],
  ["Tryton without a user", { ...TRYTON, ERP_USER: "" }, "ERP_USER"],
  ["a user with a colon", { ...TRYTON, ERP_USER: "a:hidden" }, "ERP_USER"],
  ["Tryton without a password", { ...TRYTON, ERP_PASSWORD: "" }, "ERP_PASSWORD"],
  ["Tryton with a token", { ...TRYTON, ERP_TOKEN: "hidden-token" }, "ERP_TOKEN"],
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

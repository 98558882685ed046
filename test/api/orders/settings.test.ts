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

test.each(["ERP_URL", "WECHAT_API_URL", "EVALUATOR_URL"])(
  "%s that holds a name or a password is refused without showing it",
  (name) => {
    for (const credentials of ["hidden", "hidden:hidden", ":hidden"]) {
      const settings = { [name]: `https://${credentials}@outside.example/api` };
      expect(() => readSettings(settings)).toThrow(new RegExp(`^(?!.*hidden).*${name} must not hold a user.*$`));
    }
  },
);

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

import { expect, test } from "vitest";
import { readSettings } from "../../config/settings.ts";

const PRODUCTION = {
  NODE_ENV: "production",
  KEYSTORE_PASSPHRASE: "a passphrase for tests",
  CHAIN_RPC_URL: "https://chain.example",
  PUBLIC_URL: "https://trace.example",
};

test("without settings nobody is told but the log, and figures stay on this machine", () => {
  expect(readSettings({})).toMatchObject({
    metricsToken: null,
    alerts: {
      webhook: null,
      mailTo: [],
      repeatAfter: 21_600_000,
      thresholds: {
        chainFor: 60_000,
        indexerTime: 120_000,
        indexerBlocks: 50,
        indexerFor: 60_000,
        operationAge: 600_000,
        circuitOpen: 300_000,
        relayerBalance: null,
      },
    },
  });
});

test("all of it can be set", () => {
  const { alerts, metricsToken } = readSettings({
    METRICS_TOKEN: "a-token-of-24-characters",
    ALERT_WEBHOOK_URL: "https://alerts.example/hook?key=1",
    ALERT_WEBHOOK_SECRET: "a-secret-for-signatures",
    ALERT_MAIL_TO: "one@example.com, two@example.com",
    ALERT_RELAYER_BALANCE: "0.05",
    ALERT_OPERATION_SECONDS: "30",
  });
  expect(metricsToken).toBe("a-token-of-24-characters");
  expect(alerts.webhook).toEqual({ url: "https://alerts.example/hook?key=1", secret: "a-secret-for-signatures" });
  expect(alerts.mailTo).toEqual(["one@example.com", "two@example.com"]);
  expect(alerts.thresholds).toMatchObject({ relayerBalance: 50_000_000_000_000_000n, operationAge: 30_000 });
});

test.each([
  ["METRICS_TOKEN", "hidden"],
  ["METRICS_TOKEN", "hidden token of four words"],
  ["ALERT_WEBHOOK_SECRET", "hidden"],
  ["ALERT_WEBHOOK_URL", "ftp://hidden.example"],
  ["ALERT_WEBHOOK_URL", "https://hidden:hidden@alerts.example/hook"],
  ["ALERT_MAIL_TO", "hidden@example.com\r\nBcc: other@example.com"],
  ["ALERT_MAIL_TO", "Hidden <hidden@example.com>"],
  ["ALERT_RELAYER_BALANCE", "-1"],
  ["ALERT_REPEAT", "0"],
])("a bad %s is refused, and not shown", (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(name);
  expect(() => readSettings({ [name]: value })).toThrow(/^(?!.*hidden)/);
});

test("production posts to no open address, and mails only with a mail server", () => {
  for (const url of ["https://alerts.example/hook", "http://127.0.0.1:9093/hook", "http://localhost/hook"]) {
    expect(readSettings({ ...PRODUCTION, ALERT_WEBHOOK_URL: url }).alerts.webhook?.url).toBe(url);
  }
  expect(() => readSettings({ ...PRODUCTION, ALERT_WEBHOOK_URL: "http://alerts.example/hidden" })).toThrow(
    /^(?!.*hidden).*ALERT_WEBHOOK_URL/,
  );
  const mail = { ...PRODUCTION, ALERT_MAIL_TO: "one@example.com" };
  expect(() => readSettings(mail)).toThrow("SMTP_URL");
  const server = { SMTP_URL: "smtps://mail.example", MAIL_FROM: "Suyuan <noreply@example.com>" };
  expect(readSettings({ ...mail, ...server }).alerts.mailTo).toEqual(["one@example.com"]);
});

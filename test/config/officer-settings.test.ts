/** Keys of officers are settings: forms, defaults, and what production refuses. */
import { expect, test } from "vitest";
import { readSettings } from "../../config/settings.ts";

const KEY = "5f".repeat(32);
const PRODUCTION = {
  NODE_ENV: "production",
  KEYSTORE_PASSPHRASE: "a long enough passphrase",
  CHAIN_RPC_URL: "https://node.example",
  PUBLIC_URL: "https://trace.example",
};

test.each([
  [{}, { registrarKey: "keystore", adminKey: "keystore" }],
  [{ REGISTRAR_KEY: "none" }, { registrarKey: null }],
  [
    { REGISTRAR_KEY: KEY, ADMIN_KEY: `0x${KEY}` },
    { registrarKey: `0x${KEY}`, adminKey: `0x${KEY}` },
  ],
  [PRODUCTION, { registrarKey: "keystore", adminKey: null }],
  [
    { ...PRODUCTION, REGISTRAR_KEY: ` 0x${KEY}\n` },
    { registrarKey: `0x${KEY}`, adminKey: null },
  ],
])("%j", (environment, settings) => expect(readSettings(environment)).toMatchObject(settings));

test("production has no default admin's key, and says so in one sentence", () => {
  const start = () => readSettings({ ...PRODUCTION, ADMIN_KEY: KEY });
  expect(start).toThrow(
    "Production cannot start: ADMIN_KEY is for development: the default admin's key belongs to no server",
  );
});

test.each(["x", "0x12", "0".repeat(64), "f".repeat(64), `${KEY}0`, "keystore"])(
  "REGISTRAR_KEY=%s is refused without being shown",
  (key) => {
    const start = () => readSettings({ REGISTRAR_KEY: key });
    expect(start).toThrow(/^A setting is wrong: REGISTRAR_KEY must be /);
    if (key.length > 10) expect(start).not.toThrow(key);
  },
);

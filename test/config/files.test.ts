/** Settings in files, and where others reach a server that listens everywhere. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { settingsInFiles } from "../../config/files.ts";
import { reachableHost } from "../../config/public-address.ts";
import { readSettings } from "../../config/settings.ts";
import { temporaryFolder } from "../support/folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());
const write = (name: string, text: string | Uint8Array) => writeFileSync(join(folder.path, name), text);
const read = (variables: Record<string, string> = {}) => settingsInFiles(folder.path, variables);

const TOML = `
port = 9000
log_level = "warn"
DEMO = false
[development]
log_level = "debug"
[production]
public_url = "https://trace.example"
cors_origins = ["https://a.example", "https://b.example"]
upload_quota_bytes = 5_000_000_000
[test]
PORT = 9001
`;

describe("files", () => {
  test("that are not there set nothing", () => expect(read()).toEqual({}));

  test("have a part for each environment, and what holds for all", () => {
    write("configs.toml", TOML);
    const common = { PORT: "9000", LOG_LEVEL: "warn", DEMO: "off" };
    expect(read()).toEqual({ ...common, LOG_LEVEL: "debug" });
    expect(read({ NODE_ENV: "test" })).toEqual({ ...common, PORT: "9001" });
    const production = read({ NODE_ENV: "production" });
    expect(production).toEqual({
      ...common,
      PUBLIC_URL: "https://trace.example",
      CORS_ORIGINS: "https://a.example,https://b.example",
      UPLOAD_QUOTA_BYTES: "5000000000",
    });
    expect(readSettings({ ...read(), NODE_ENV: "development" })).toMatchObject({ port: 9000, logLevel: "debug" });
  });

  test("go behind variables, and .env before configs.toml", () => {
    write("configs.toml", `\ufeff${TOML}`);
    write(".env", '# of this machine\nPORT=9100\nKEYSTORE_PASSPHRASE="a passphrase # with a sign"\nLOG_LEVEL=\n');
    expect(read({ PORT: "9200", DEMO: "" })).toEqual({
      KEYSTORE_PASSPHRASE: "a passphrase # with a sign",
      LOG_LEVEL: "debug",
      DEMO: "off",
    });
    write(".env", "NODE_ENV=production\n");
    expect(read()).toMatchObject({ NODE_ENV: "production", PUBLIC_URL: "https://trace.example" });
  });

  test.each([
    ['secret = "hunter2', /^configs\.toml cannot be read: line \d+ is not TOML$/],
    ['a = 1\nadmin_key "hunter2"', /^configs\.toml cannot be read: line 2 is not TOML$/],
    ['[staging]\nerp_token = "hunter2"', /^configs\.toml: staging is no setting/],
    ['[production]\nerp = { token = "hunter2" }', /^configs\.toml: erp is no setting/],
    ['list = ["hunter2", {}]', /^configs\.toml: list is no setting/],
  ])("that cannot be read are told of by their place, and no secret is shown: %j", (text, sentence) => {
    write("configs.toml", text);
    const fault = (() => {
      try {
        return read();
      } catch (error) {
        return error;
      }
    })() as Error;
    expect(fault).toBeInstanceOf(Error);
    expect(fault.message).toMatch(sentence);
    expect(fault.message).not.toContain("hunter2");
  });
});

describe("the address that a phone opens", () => {
  const at = (address: string, internal = false, family = "IPv4") => ({ address, internal, family }) as never;
  const home = {
    lo: [at("127.0.0.1", true)],
    docker0: [at("172.17.0.1")],
    "br-12ab": [at("172.18.0.1")],
    wlan0: [at("fe80::1", false, "IPv6"), at("169.254.3.4"), at("192.168.1.23")],
  };

  test.each([
    ["0.0.0.0", home, "192.168.1.23"],
    ["::", home, "192.168.1.23"],
    ["[::]", home, "192.168.1.23"],
    ["0.0.0.0", { eth0: [at("203.0.113.5")], wlan0: [at("10.1.2.3")] }, "10.1.2.3"],
    ["0.0.0.0", { eth0: [at("203.0.113.5")] }, "203.0.113.5"],
    ["0.0.0.0", { lo: [at("127.0.0.1", true)], docker0: [at("172.17.0.1")] }, "localhost"],
    ["0.0.0.0", {}, "localhost"],
    ["127.0.0.1", home, "localhost"],
    ["::1", home, "localhost"],
    ["localhost", home, "localhost"],
    ["192.168.1.50", home, "192.168.1.50"],
    ["2001:db8::5", home, "[2001:db8::5]"],
    ["trace.example", home, "trace.example"],
  ])("of %s is this machine's on the network (%#)", (host, interfaces, expected) => {
    expect(reachableHost(host, interfaces)).toBe(expected);
  });

  test("is in the codes and links, unless PUBLIC_URL says another", () => {
    const { publicUrl } = readSettings({ HOST: "0.0.0.0", PORT: "9000" });
    expect(publicUrl).toBe(`http://${reachableHost("0.0.0.0")}:9000`);
    expect(publicUrl).not.toContain("0.0.0.0");
    expect(readSettings({ HOST: "0.0.0.0", PUBLIC_URL: "https://trace.example/" }).publicUrl).toBe(
      "https://trace.example",
    );
    expect(readSettings({}).publicUrl).toBe("http://localhost:8081");
  });
});

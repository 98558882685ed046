/** A password is set once for each key, and a retry proves itself by the password. */
import { expect, test } from "vitest";
import { setPassword, wasSetBefore } from "../../../domain/sessions/set-password.ts";
import { servicesOf } from "../../support/made.ts";

const KEY = { key: "k", requestHash: "0x" } as const;

/** An account whose password is `current`; whether a request with the key set it. */
function started({ set = true, made = false } = {}) {
  const verified: (string | undefined)[] = [];
  const services = servicesOf<Parameters<typeof setPassword>[0]>({
    accounts: { passwordHashOf: async () => "hash of current", setPassword: async () => set },
    passwords: {
      hash: async (password: string) => `hash of ${password}`,
      async verify(hash: string | undefined, password: string) {
        verified.push(hash);
        return hash === `hash of ${password}`;
      },
    },
    requests: { find: async () => (made ? "made" : undefined) },
  });
  return { services, verified };
}

test.each([
  [7, "current", true, true],
  [7, "another", true, false],
  [7, "current", false, false],
  [undefined, "current", true, false],
])("of account %s to %s (by this key: %s) it was set before: %s", async (id, password, made, before) => {
  const { services, verified } = started({ made });
  expect(await wasSetBefore(services, id, password, KEY)).toBe(before);
  // One is checked for no account too: how long it takes tells nothing.
  expect(verified).toEqual([id === undefined ? undefined : "hash of current"]);
});

test("where the key set this password already it is well; where it set another it is a conflict", async () => {
  await setPassword(started().services, 7, "new", undefined);
  await setPassword(started({ set: false, made: true }).services, 7, "current", KEY);
  const conflict = { code: "conflict" };
  await expect(setPassword(started({ set: false, made: true }).services, 7, "new", KEY)).rejects.toMatchObject(
    conflict,
  );
  await expect(setPassword(started({ set: false }).services, 7, "new", undefined)).rejects.toMatchObject(conflict);
});

/** Who is let in, in the same words and after the same work for whoever is not. */
import { expect, test } from "vitest";
import { logIn } from "../../../domain/sessions/log-in.ts";
import { accountOf, NOW, phones, servicesOf } from "../../support/made.ts";

function started() {
  const said: string[] = [];
  const services = servicesOf<Parameters<typeof logIn>[0]>({
    now: () => NOW,
    phones,
    settings: { sessionLifetime: 3_600 },
    keyedHash: (...parts: string[]) => parts[0],
    accounts: {
      byIdentifier: async (name: string) => (name === "valley" ? { ...accountOf(), passwordHash: "hash" } : undefined),
      withGrantDue: async () => [],
      withAgentsDue: async () => [],
    },
    passwords: {
      async verify(hash: string | undefined, password: string) {
        said.push(`verified against ${hash}`);
        return hash === "hash" && password === "right";
      },
    },
    logInAddresses: { remember: async (id: number, from: string) => void said.push(`${id} from ${from}`) },
    sessions: {
      open: async (_: object, { expiresAt }: { expiresAt: Date }) => void said.push(expiresAt.toISOString()),
    },
    tokens: { issue: async () => "token", lifetime: 900 },
  });
  return { services, said };
}

test("a session is opened that ends if it is not used, and where it was opened is remembered", async () => {
  const { services, said } = started();
  const found = await logIn(services, { username: " ｖａｌｌｅｙ ", password: "right" }, "192.0.2.1");
  expect(found).toEqual({ account: accountOf(), token: "token", expiresIn: 900, refreshToken: expect.any(String) });
  expect(said).toEqual(["verified against hash", "7 from 192.0.2.1", "2026-03-10T13:00:00.500Z"]);
});

test.each([
  ["valley", "wrong", "hash"],
  ["nobody", "right", "undefined"],
])(
  "%s with the %s password is not let in, and a password is checked all the same",
  async (username, password, hash) => {
    const { services, said } = started();
    await expect(logIn(services, { username, password }, "192.0.2.1")).rejects.toMatchObject({
      code: "unauthenticated",
      message: "Invalid username or password",
    });
    expect(said).toEqual([`verified against ${hash}`]);
  },
);

test.each([{}, { username: "", password: "x" }, { username: "x".repeat(255), password: "x" }, { username: "valley" }])(
  "%j is refused before anything is looked up",
  async (input) => {
    await expect(logIn(started().services, input, "")).rejects.toMatchObject({ code: "validation" });
  },
);

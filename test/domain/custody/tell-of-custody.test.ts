/** Whom an offer or a hand-over concerns is told of it, by the one way there is, and never more than a few times a day. */
import { expect, test } from "vitest";
import type { CustodyNotice } from "../../../domain/custody/ports.ts";
import { tellOfCustody } from "../../../domain/custody/tell-of-custody.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { accountOf, servicesOf } from "../../support/made.ts";

const GIVER: Hex = `0x${"a1".repeat(20)}`;
const TAKER: Hex = `0x${"b2".repeat(20)}`;
const NOW = new Date("2026-01-02T03:04:05Z");

const notice = (change: Partial<CustodyNotice> = {}): CustodyNotice => ({
  subject: `0x${"01".repeat(32)}`,
  stage: "offered",
  to: TAKER,
  from: GIVER,
  batchCode: "AP-1",
  batches: 1,
  ...change,
});

interface World {
  readonly taker?: { readonly email?: string | null; readonly phone?: string | null };
  readonly sent?: { readonly because: number; readonly all: number };
  readonly template?: string | null;
}

/** What is said of notices to somebody: messages, and what WeChat is given. */
async function tell(notices: readonly CustodyNotice[], { taker = {}, sent, template = null }: World = {}) {
  const said: unknown[] = [];
  const kept: [number, boolean][] = [];
  let untold = notices;
  const account = accountOf({
    id: 8,
    name: "Corner Shop",
    address: TAKER,
    email: "shop@example.com",
    phone: null,
    ...taker,
  });
  const giver = accountOf({ id: 7, name: "Green Valley", address: GIVER });
  await tellOfCustody(
    servicesOf<Parameters<typeof tellOfCustody>[0]>({
      accounts: {
        byAddresses: async () =>
          new Map([
            [GIVER, giver],
            [TAKER, account],
          ]),
      },
      custodyNotices: {
        untold: async () => untold,
        sentTo: async () => sent ?? { because: 0, all: 0 },
        told: async (some: readonly CustodyNotice[], message: { message: { text: string } } | undefined) => {
          kept.push([some.length, message !== undefined]);
          if (message) said.push(message.message.text);
          untold = untold.filter((one) => !some.includes(one));
        },
        sent: async () => void said.push("counted"),
      },
      delivery: { carries: () => true, wake: () => undefined },
      messages: { begin: async (message: object) => ({ message }), finish: async () => undefined },
      now: () => NOW,
      settings: { publicUrl: "https://trace.example", wechatCustodyTemplate: template },
      wechatIdentities: { openidOf: async () => "openid-1" },
      wechat: {
        async send({ data }: { data: object }) {
          said.push(data);
          return { id: "w1" };
        },
      },
    }),
  );
  return { said, kept };
}

test("by one message for all that is of one sort", async () => {
  const { said, kept } = await tell([
    notice(),
    notice({ subject: `0x${"02".repeat(32)}`, batchCode: "AP-2", batches: 3 }),
  ]);
  expect(kept).toEqual([[2, true]]);
  expect(said).toEqual([expect.stringContaining("Green Valley offers you the batch AP-1")]);
  expect(said[0]).toContain("So it is with 3 more.");
});

test.each([
  [{ because: 4, all: 29 }, true],
  [{ because: 5, all: 5 }, false],
  [{ because: 0, all: 30 }, false],
])("after %o messages of a day there is another: %s", async (sent, isTold) => {
  expect((await tell([notice()], { sent })).kept).toEqual([[1, isTold]]);
});

test("by WeChat who has neither address nor phone, and that counts too", async () => {
  const nowhere = { email: null, phone: null };
  const values = { thing1: { value: "AP-1" }, phrase2: { value: "待接收" }, thing3: { value: "Green Valley" } };
  expect((await tell([notice()], { taker: nowhere, template: "tpl" })).said).toEqual([values, "counted"]);
  expect((await tell([notice()], { taker: nowhere })).said).toEqual([]);
  expect((await tell([notice()], { template: "tpl" })).said).toHaveLength(1);
  const enough = { because: 5, all: 5 };
  expect((await tell([notice()], { taker: nowhere, template: "tpl", sent: enough })).said).toEqual([]);
});

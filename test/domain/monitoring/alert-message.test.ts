/** A mail about a problem: what, since when, and how it stands; and no more HTML than ours. */
import { expect, test } from "vitest";
import { alertMessage } from "../../../domain/monitoring/alert-message.ts";
import type { Notice } from "../../../domain/monitoring/alerts.ts";

const NOTICE: Notice = {
  id: "n",
  alertId: "a",
  kind: "head-mismatch",
  subject: "",
  state: "begun",
  severity: "critical",
  title: { zh: "批次不一致", en: "a batch differs" },
  details: { code: "<script>alert('A&B')</script>", blocks: 3, of: ["x"] },
  since: new Date("2026-03-10T11:00:00Z"),
  at: new Date("2026-03-10T12:00:00Z"),
};

test.each([
  ["begun", "告警", "Alert"],
  ["still", "仍未恢复", "Still"],
  ["over", "已恢复", "Over"],
] as const)("one that is %s is called %s and %s", (state, zh, en) => {
  const { text, ...mail } = alertMessage("ops@example.com", { ...NOTICE, state }, "https://suyuan.test");
  expect("subject" in mail && mail.subject).toBe(
    `溯源 ${zh}：批次不一致 · Suyuan ${en.toLowerCase()}: a batch differs`,
  );
  expect(text.split("\n\n").slice(0, 2)).toEqual([`${zh}：批次不一致`, `${en}: a batch differs`]);
});

test("its facts stand in both forms, and a batch's code is no markup", () => {
  const message = alertMessage("ops@example.com", NOTICE, "https://suyuan.test");
  expect(message.text).toContain(
    [
      "instance: https://suyuan.test",
      "kind: head-mismatch",
      "severity: critical",
      "since: 2026-03-10T11:00:00Z",
      "at: 2026-03-10T12:00:00Z",
      "code: <script>alert('A&B')</script>",
      "blocks: 3",
      'of: ["x"]',
    ].join("\n"),
  );
  const html = "html" in message ? String(message.html) : "";
  expect(html).not.toContain("<script");
  expect(html).toContain("&#60;script&#62;alert(&#39;A&#38;B&#39;)");
});

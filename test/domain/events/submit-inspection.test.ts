/** What an inspection needs: a verdict, and a report where nobody can put another on its way. */
import { expect, test } from "vitest";
import { submitInspection } from "../../../domain/events/submit-inspection.ts";
import { roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, contextOf, servicesOf, TRACE_ID } from "../../support/made.ts";

const OWN = `http://127.0.0.1:8080/v1/attachments/${"a".repeat(64)}`;
const REACHED = new Error("past the rule");

const submit = (input: object, role: "inspector" | "regulator" = "inspector") =>
  submitInspection(
    servicesOf({
      settings: { publicUrl: "http://127.0.0.1:8080" },
      mirror: { rolesOf: async () => roleSet(role), batchByTraceId: () => Promise.reject(REACHED) },
    }),
    contextOf(accountOf()),
    TRACE_ID,
    input,
  );

test.each([
  [{ fileUrl: OWN }, "result", "Result is required"],
  [{ result: "passed", fileUrl: OWN }, "result", "Result must be pass or fail"],
  [{ result: "pass" }, "fileUrl", "File URL is required"],
  [
    { result: "pass", fileUrl: "http://example.com/report.pdf" },
    "fileUrl",
    "File URL must be an https URL or one of ours",
  ],
  [{ result: "pass", fileUrl: "javascript:alert(1)" }, "fileUrl", "File URL must be an http or https URL"],
])("%j is refused", async (input, field, message) => {
  await expect(submit(input)).rejects.toMatchObject({ code: "validation", details: [{ field, message }] });
});

test.each([OWN, "https://example.com/report.pdf", "HTTPS://example.com/r.pdf"])(
  "%s may hold the report",
  async (fileUrl) => {
    await expect(submit({ result: "fail", fileUrl })).rejects.toBe(REACHED);
  },
);

test("only inspectors submit one, whatever it says", async () => {
  await expect(submit({}, "regulator")).rejects.toMatchObject({ code: "forbidden" });
});

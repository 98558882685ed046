import { z } from "zod";
import { arrivalOfUrl, digestOfUrl, webUrlSchema } from "../files/attachments.ts";
import type { SubmitServices, Written } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import { requirePermission } from "../roles/require-permission.ts";
import type { Context, Services } from "../services.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { TradeServices } from "../trade/trade-of.ts";
import { type AddedEvent, addEvent } from "./add-event.ts";

/** The input of an inspection: its verdict, and where its report is. */
function submitInspectionInput(publicUrl: string) {
  return z.object({
    result: z.enum(["pass", "fail"], {
      error: (issue) => (issue.input === undefined ? "Result is required" : "Result must be pass or fail"),
    }),
    fileUrl: z
      .string({ error: (issue) => (issue.input === undefined ? "File URL is required" : "File URL must be a text") })
      .trim()
      .pipe(webUrlSchema("File URL"))
      .refine(
        (url) =>
          /^https:/i.test(url) || digestOfUrl(publicUrl, url) !== null || arrivalOfUrl(publicUrl, url) !== undefined,
        "File URL must be an https URL or one of ours",
      ),
    /** When it took place; its rules are those of every event's date. */
    date: z.unknown().optional(),
  });
}

/**
 * Write an inspection's verdict to the chain, with its report: a file of ours by its digest, or a link elsewhere.
 * Throws as `addEvent` does.
 */
export async function submitInspection(
  services: SubmitServices & TradeServices & Pick<Services, "accounts" | "keys" | "mirror" | "uploads">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<AddedEvent>> {
  await requirePermission(
    services,
    requireAccount(context),
    PERMISSIONS.inspection.submitInspection,
    "submit inspections",
  );
  const { result, fileUrl, date } = parseInput(submitInspectionInput(services.settings.publicUrl), input);
  return addEvent(services, context, traceId, {
    type: "inspection",
    ...(date === undefined || date === null || date === "" ? {} : { date }),
    status: result === "pass" ? "passed" : "failed",
    title: "Inspection report",
    attachments: [{ type: "document", url: fileUrl, title: "Inspection report" }],
  });
}

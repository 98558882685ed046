/** The traces document's API, and what belongs to it: catalogue, attachments, operations, roles. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Application, Env } from "../../http/env.ts";
import type { RouteOptions } from "../../options.ts";
import { ancestorRoutes } from "./routes/ancestors.ts";
import { attachmentRoutes } from "./routes/attachments.ts";
import { batchRoutes } from "./routes/batches.ts";
import { catalogueRoutes } from "./routes/catalogue.ts";
import { CERTIFICATES_PREFIX, certificateRoutes } from "./routes/certificates.ts";
import { COMMITMENTS_PREFIX, commitmentRoutes } from "./routes/commitments.ts";
import { erasureRoutes } from "./routes/erasures.ts";
import { eventRoutes } from "./routes/events.ts";
import { feedbackRoutes } from "./routes/feedback.ts";
import { handOverRoutes } from "./routes/hand-overs.ts";
import { holdRoutes } from "./routes/holds.ts";
import { integrityRoutes } from "./routes/integrity.ts";
import { labelRoutes } from "./routes/labels.ts";
import { lineageRoutes } from "./routes/lineage.ts";
import { lineageGraphRoutes } from "./routes/lineage-graph.ts";
import { loanRoutes } from "./routes/loans.ts";
import { locationRoutes } from "./routes/locations.ts";
import { offerRoutes } from "./routes/offers.ts";
import { operationRoutes } from "./routes/operations.ts";
import { partyRoutes } from "./routes/parties.ts";
import { profileRoutes } from "./routes/profiles.ts";
import { publicRoutes } from "./routes/public.ts";
import { readingRoutes } from "./routes/readings.ts";
import { recallNoticeRoutes } from "./routes/recall-notices.ts";
import { recallRoutes } from "./routes/recalls.ts";
import { roleApplicationRoutes } from "./routes/role-applications.ts";
import { scanRoutes } from "./routes/scans.ts";
import { statisticsRoutes } from "./routes/statistics.ts";
import { uploadRoutes } from "./routes/uploads.ts";

/** The paths of this dialect begin with one of these. */
export const TRACES_PREFIXES = ["/v1", CERTIFICATES_PREFIX, COMMITMENTS_PREFIX];

/** The dialect's routes. */
export function tracesDialect(options: RouteOptions): Application {
  const app = new OpenAPIHono<Env>();
  // Before the others: `public` is no trace's identifier.
  publicRoutes(app, options);
  integrityRoutes(app, options);
  scanRoutes(app, options);
  feedbackRoutes(app, options);
  batchRoutes(app, options);
  eventRoutes(app, options);
  partyRoutes(app, options);
  offerRoutes(app, options);
  handOverRoutes(app, options);
  lineageRoutes(app, options);
  lineageGraphRoutes(app, options);
  ancestorRoutes(app, options);
  recallRoutes(app, options);
  readingRoutes(app, options);
  erasureRoutes(app, options);
  recallNoticeRoutes(app, options);
  holdRoutes(app, options);
  statisticsRoutes(app, options);
  labelRoutes(app, options);
  catalogueRoutes(app, options);
  locationRoutes(app, options);
  loanRoutes(app, options);
  profileRoutes(app, options);
  attachmentRoutes(app, options);
  uploadRoutes(app, options);
  operationRoutes(app, options);
  roleApplicationRoutes(app, options);
  certificateRoutes(app, options);
  commitmentRoutes(app, options);
  return app;
}

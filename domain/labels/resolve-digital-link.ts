/** Targets of the GS1 Digital Links of this server's trade items and lots. */

import { findBatchByCodeOrThrow } from "../batches/find-batch-or-throw.ts";
import type { StoryServices } from "../batches/get-batch.ts";
import { type PublicJourney, publicJourney } from "../batches/public-journey.ts";
import { attachmentUrl } from "../files/attachments.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { digitalLinkOf, pageUrl, publicGtin } from "./digital-link.ts";

/** A kind of link of GS1's Web Vocabulary. */
export type LinkType = "defaultLink" | "pip" | "traceability" | "certificationInfo";

/** A link's target, and what it is. */
export interface LinkTarget {
  readonly href: string;
  readonly title: string;
  readonly type?: string;
  readonly hreflang?: readonly string[];
}

/** The links of one thing, by their type. */
export type Links = Readonly<Partial<Record<LinkType, readonly LinkTarget[]>>>;

/** What a Digital Link identifies. */
export interface Resolved {
  /** The thing itself, by its own Digital Link. */
  readonly anchor: string;
  /** The default target. */
  readonly page: LinkTarget;
  /** All targets; kept apart, since scanning a label needs only the page. */
  links(): Promise<{ readonly description?: string; readonly links: Links }>;
}

/** What the link of a lot identifies: a batch whose public record has this GTIN. Throws `not-found`. */
export async function resolveLot(
  services: StoryServices & Pick<Services, "batchId" | "digitalLinks" | "outbox" | "settings">,
  gtin: string,
  lot: string,
): Promise<Resolved> {
  const batch = await findBatchByCodeOrThrow(services, lot);
  const anchor = digitalLinkOf(services, batch);
  if (publicGtin(batch) !== gtin || anchor === undefined) throw unknown(`There is no lot ${lot} of GTIN ${gtin} here`);
  const { publicUrl } = services.settings;
  const page = pageTarget(pageUrl(publicUrl, lot), "The journey of this batch, verified in your browser");
  return {
    anchor,
    page,
    async links() {
      const journey = await publicJourney(services, lot);
      const api = `${publicUrl}/v1/traces/public/${encodeURIComponent(lot)}`;
      const json = { type: "application/json" } as const;
      const certificates = certificatesIn(journey, publicUrl);
      return {
        description: `${journey.batch.description?.product.name ?? ""} ${lot}`.trim(),
        links: {
          ...pageLinks(page),
          traceability: [
            { href: api, title: "The journey as JSON", ...json },
            { href: `${api}/proof`, title: "The proof by which the journey is held against the chain", ...json },
          ],
          ...(certificates.length > 0 ? { certificationInfo: certificates } : {}),
        },
      };
    },
  };
}

/** What the link of a catalogue product identifies: the page asks for the batch. Throws `not-found`. */
export async function resolveTradeItem(
  services: Pick<Services, "products" | "settings">,
  gtin: string,
): Promise<Resolved> {
  if (!(await services.products.hasGtin(gtin))) throw unknown(`There is no product with GTIN ${gtin} here`);
  const { publicUrl } = services.settings;
  const page = pageTarget(`${publicUrl}/t`, "Trace a batch by its code");
  return { anchor: `${publicUrl}/01/${gtin}`, page, links: async () => ({ links: pageLinks(page) }) };
}

function unknown(message: string): DomainError {
  return new DomainError("not-found", message);
}

function pageTarget(href: string, title: string): LinkTarget {
  return { href, title, type: "text/html", hreflang: ["en", "zh"] };
}

/** The default link again under its own type, as the standard requires. */
function pageLinks(page: LinkTarget): Links {
  return { defaultLink: [{ href: page.href, title: page.title }], pip: [page] };
}

/** The files of certificates that anybody may fetch. */
function certificatesIn({ entries, publicFiles }: PublicJourney, publicUrl: string): LinkTarget[] {
  return entries
    .filter((entry) => entry.line.kind === "certificate" && !entry.withheld)
    .flatMap((entry) => entry.step?.attachments ?? [])
    .flatMap((file) =>
      "sha256" in file && publicFiles.has(file.sha256)
        ? [{ href: attachmentUrl(publicUrl, file.sha256), title: file.title || "Certificate", type: file.mediaType }]
        : [],
    );
}

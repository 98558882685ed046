/** Targets of the GS1 Digital Links of this server's trade items and lots. */

import type { Batch } from "../batches/batch.ts";
import { throwIfUnderWay } from "../batches/find-batch-or-throw.ts";
import type { StoryServices } from "../batches/get-batch.ts";
import { type PublicJourney, publicJourney } from "../batches/public-journey.ts";
import { attachmentUrl } from "../files/attachments.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { digitalLinkOf, pageUrl } from "./digital-link.ts";
import type { NamedItem } from "./parse-digital-link.ts";

/** A kind of link of GS1's Web Vocabulary. */
export const LINK_TYPES = ["defaultLink", "pip", "traceability", "certificationInfo", "recallStatus"] as const;
export type LinkType = (typeof LINK_TYPES)[number];

/** A link's target, and what it is. */
export interface LinkTarget {
  readonly href: string;
  readonly title: string;
  readonly type?: string;
  readonly hreflang?: readonly string[];
}

/** The links of one thing, by their type. */
export type Links = Readonly<Partial<Record<LinkType, readonly LinkTarget[]>>>;

/** A thing with its links. */
export interface LinkContext {
  /** The thing itself, by its own Digital Link. */
  readonly anchor: string;
  readonly itemDescription: string;
  readonly links: Links;
}

/** What a Digital Link identifies, as far as it is known here. */
export interface Resolved {
  /** The thing itself, by its own Digital Link. */
  readonly anchor: string;
  /** The default target. */
  readonly page: LinkTarget;
  /** All links, from the thing itself up to its key; kept apart, since scanning a label needs only the page. */
  levels(): Promise<readonly LinkContext[]>;
}

/** What resolving needs. */
export type ResolverServices = StoryServices &
  Pick<Services, "batchId" | "digitalLinks" | "outbox" | "products" | "settings">;

/** How many batches of one lot are told: the first of them are the product's owner's. */
const MOST_ALIKE = 12;

/**
 * What a Digital Link identifies: the batch of its lot; where several are that lot, a page to choose on; where none is,
 * the product, whose page says so. A variant or serial of which nothing is known is what it is one of. Throws `not-found`.
 */
export async function resolveDigitalLink(services: ResolverServices, item: NamedItem): Promise<Resolved> {
  const { gtin } = item;
  const lot = item.qualifiers["10"];
  const batches = lot === undefined ? [] : await batchesOf(services, gtin, lot);
  const [first] = batches;
  if (lot !== undefined && first) return resolvedLot(services, gtin, lot, batches, first);
  if (!(await isKnown(services, gtin))) throw new DomainError("not-found", `Nothing is known here of GTIN ${gtin}`);
  if (lot !== undefined) await throwIfUnderWay(services, services.batchId(lot));
  const anchor = anchorOf(services, gtin);
  const page = choicePage(services, gtin, lot);
  return { anchor, page, levels: async () => [await productLevel(services, gtin)] };
}

async function batchesOf(services: ResolverServices, gtin: string, lot: string): Promise<Batch[]> {
  const found = await services.mirror.batchesOfLot(gtin, lot, MOST_ALIKE);
  const shown = found.filter((batch) => digitalLinkOf(services, batch) !== undefined);
  // What was withdrawn is told of only where nothing else has its lot.
  const live = shown.filter(({ status }) => status !== "withdrawn");
  return live.length > 0 ? live : shown;
}

async function isKnown({ mirror, products }: ResolverServices, gtin: string): Promise<boolean> {
  return (await mirror.hasGtin(gtin)) || (await products.hasGtin(gtin));
}

function resolvedLot(
  services: ResolverServices,
  gtin: string,
  lot: string,
  batches: readonly Batch[],
  first: Batch,
): Resolved {
  const anchor = digitalLinkOf(services, first) ?? anchorOf(services, gtin);
  const page = batches.length === 1 ? batchPage(services, first) : choicePage(services, gtin, lot);
  return {
    anchor,
    page,
    async levels() {
      const told = await Promise.all(batches.map((batch) => linksOf(services, batch, batches.length > 1)));
      const all = (type: LinkType) => told.flatMap(({ links }) => links[type] ?? []);
      const certificates = all("certificationInfo");
      const level: LinkContext = {
        anchor,
        itemDescription: `${told[0]?.product ?? ""} ${lot}`.trim(),
        links: {
          defaultLink: [{ href: page.href, title: page.title }],
          pip: all("pip"),
          traceability: all("traceability"),
          recallStatus: all("recallStatus"),
          ...(certificates.length > 0 ? { certificationInfo: certificates } : {}),
        },
      };
      return [level, await productLevel(services, gtin)];
    },
  };
}

/** A batch's links, which say whose it is where it is one of several. */
async function linksOf(services: ResolverServices, batch: Batch, isOneOfSeveral: boolean) {
  const { publicUrl } = services.settings;
  const journey = await publicJourney(services, batch.code);
  const { description } = journey.batch;
  const product = description?.product.name ?? "";
  const whose = isOneOfSeveral ? [product, description?.producer.name, batch.code].filter(Boolean).join(" · ") : "";
  const titled = (title: string) => (whose ? `${whose}: ${title}` : title);
  const api = `${publicUrl}/v1/traces/public/${encodeURIComponent(batch.code)}`;
  const json = { type: "application/json" } as const;
  const page = batchPage(services, batch);
  const links: Links = {
    pip: [whose ? { ...page, title: whose } : page],
    traceability: [
      { href: api, title: titled("The journey as JSON"), ...json },
      { href: `${api}/proof`, title: titled("The proof by which the journey is held against the chain"), ...json },
    ],
    recallStatus: [
      { ...page, title: titled("Whether this batch, or what it was made of, is recalled") },
      { href: `${api}/recalls`, title: titled("The same as JSON"), ...json },
    ],
    certificationInfo: certificatesIn(journey, publicUrl).map((each) => ({ ...each, title: titled(each.title) })),
  };
  return { product, links };
}

/** The product itself; its page asks for the lot. */
async function productLevel(services: ResolverServices, gtin: string): Promise<LinkContext> {
  const page = choicePage(services, gtin);
  const name = await services.products.nameOfGtin(gtin);
  return {
    anchor: anchorOf(services, gtin),
    itemDescription: name === undefined ? `GTIN ${gtin}` : `${name} · GTIN ${gtin}`,
    // The default link again under its own type, as the standard requires.
    links: { defaultLink: [{ href: page.href, title: page.title }], pip: [page] },
  };
}

const anchorOf = ({ settings }: ResolverServices, gtin: string) => `${settings.publicUrl}/01/${gtin}`;

function batchPage({ settings }: ResolverServices, { code }: Batch): LinkTarget {
  return pageTarget(pageUrl(settings.publicUrl, code), "The journey of this batch, verified in your browser");
}

/** The page of a product: it asks for the batch, tells of a lot that is not known here, and lists those that are alike. */
function choicePage({ settings }: ResolverServices, gtin: string, lot?: string): LinkTarget {
  const query = new URLSearchParams({ gtin, ...(lot === undefined ? {} : { lot }) });
  return pageTarget(`${settings.publicUrl}/t?${query}`, "Find a batch of this product");
}

function pageTarget(href: string, title: string): LinkTarget {
  return { href, title, type: "text/html", hreflang: ["en", "zh"] };
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

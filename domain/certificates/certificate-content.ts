import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { isCounted } from "../batches/is-counted.ts";
import { batchFor, linesFor } from "../batches/redaction.ts";
import { inputsOf } from "../lineage/inputs.ts";
import { illOriginOf } from "../lineage/origins.ts";
import { noticesOf } from "../names/notices.ts";
import { type Called, namesAt } from "../profiles/names-at.ts";
import { NOW } from "../profiles/profile-lines.ts";
import { inStoryOrder, type JourneyEntry, journeyEntriesOf, momentsOf } from "../records/journey-entries.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { fromThousandths, toldAmount, unitName } from "../shared/quantity.ts";
import { rolesIn } from "../shared/roles.ts";
import {
  attestedIn,
  type CertificateLanguage,
  type CertificateTemplate,
  type CertificateType,
  certifiedIn,
  revokedIn,
} from "./certificate.ts";
import type { StandingServices } from "./find-certificate.ts";
import type { CertificateActor, CertificateContent, CertificateStep } from "./ports.ts";
import { detailsWithTrade } from "./trade-details.ts";

/** What a certificate is drawn up from, besides its batch. */
export interface CertificateRequest {
  readonly number: string;
  /** Whether its issuer attests it, or declares it as the batch's holder. */
  readonly kind: CertificateContent["kind"];
  readonly type: CertificateType;
  readonly language: CertificateLanguage;
  readonly template: CertificateTemplate;
  readonly includeDetails: boolean;
  readonly issuedAt: Date;
  readonly validUntil: Date;
}

/** The address for checking a certificate by its number. */
export function verificationUrl(publicUrl: string, number: string): string {
  return `${publicUrl}/verify/${number}`;
}

/** A certificate's content. Certificates get passed on, so it is limited to what the public may see. */
export async function certificateContent(
  services: StandingServices & Pick<Services, "settings">,
  issuer: Account,
  found: Batch,
  request: CertificateRequest,
): Promise<CertificateContent> {
  const { mirror, settings } = services;
  const lines = await mirror.linesOf(found.id);
  const entries = journeyEntriesOf(linesFor(PUBLIC, found, lines));
  const batch = batchFor(PUBLIC, found);
  const moments = entries.flatMap(momentsOf);
  const now = [found.custodian, issuer.address].map((account) => ({ account, line: NOW }));
  const [illOrigin, inputs, calledAt, roles] = await Promise.all([
    illOriginOf(services, found),
    inputsOf(services, found),
    namesAt(services, [...moments, ...now]),
    mirror.rolesOf(issuer.address),
  ]);
  const actorOf = (address: Hex, line?: number) => certificateActor(calledAt(address, line));
  const { description } = batch;
  const last = lines.at(-1)?.chain ?? found.chain;
  const amount = toldAmount(found.quantity, found.unit, description?.toldUnit);

  return {
    ...request,
    issuer: { ...actorOf(issuer.address), roles: rolesIn(roles) },
    isMaker: found.chain.actor === issuer.address,
    notices: noticesOf(found, illOrigin),
    timeZone: settings.timeZone,
    verificationUrl: verificationUrl(settings.publicUrl, request.number),
    batch: {
      code: found.code,
      lot: description?.lot ?? null,
      name: description?.name ?? null,
      quantity: isCounted(batch) ? String(amount.quantity) : null,
      unit: amount.unit,
      harvestDate: description?.harvestDate ?? null,
      attributes: description?.attributes ?? {},
      custodian: actorOf(found.custodian),
    },
    product: description?.product ?? null,
    producer: description?.producer ?? null,
    inputs: {
      items: inputs.items.map(({ code, name, quantity, unit, verdict, isRecalled }) => ({
        code,
        name,
        quantity: quantity === null ? null : String(fromThousandths(quantity)),
        unit: unit === null ? null : unitName(unit),
        result: isRecalled ? ("recalled" as const) : verdict,
      })),
      more: inputs.more,
    },
    journey: entries.toSorted(inStoryOrder).map((entry) => stepOf(entry, actorOf, request.language)),
    certifications: entries.filter(isCertification).map((entry) => ({
      name: textOf(entry, "name") ?? entry.step?.title ?? "",
      issuer:
        textOf(entry, "issuer") ?? actorOf(entry.line.chain.actor, entry.line.line).name ?? entry.line.chain.actor,
      validUntil: textOf(entry, "validUntil"),
    })),
    chain: {
      chainId: settings.chainId,
      contract: settings.contract,
      batchId: found.id,
      seq: last.seq,
      head: lines.at(-1)?.head ?? found.head,
      blockNumber: last.blockNumber,
    },
  };
}

/** A certificate issued elsewhere, as recorded on the journey; neither one of ours nor what was said of one. */
export function isCertification(entry: JourneyEntry): boolean {
  if (entry.line.kind !== "certificate" || entry.withheld) return false;
  const { document } = entry.line;
  return !certifiedIn(document) && !revokedIn(document) && !attestedIn(document);
}

function certificateActor({ address, name, confirmedBy, nowCalled }: Called): CertificateActor {
  return {
    address,
    name,
    confirmedBy: confirmedBy.map((officer) => officer.name ?? officer.address),
    nowCalled: nowCalled && (nowCalled.name ?? address),
  };
}

function stepOf(
  entry: JourneyEntry,
  actorOf: (address: Hex, line: number) => CertificateActor,
  language: CertificateLanguage,
): CertificateStep {
  const { line, step, batch, amendment } = entry;
  const shown = (amendment ?? line).visibility;
  return {
    seq: line.chain.seq,
    told: entry.told,
    kind: line.kind,
    title: step?.title || batch?.name || "",
    description: step?.description || batch?.description || "",
    location: step?.location || batch?.producer.location || "",
    details: step ? detailsWithTrade(step, (account) => actorOf(account, line.line).name, language) : {},
    actor: actorOf(line.chain.actor, line.line),
    verdict: entry.verdict,
    withheld: entry.withheld && (shown === "restricted" || shown === "erased"),
    revised: amendment !== null,
  };
}

function textOf(entry: JourneyEntry, name: string): string | null {
  const value = entry.step?.details[name];
  return typeof value === "string" && value !== "" ? value : null;
}

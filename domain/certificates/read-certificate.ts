import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { type CertificateStanding, findCertificate, type StandingServices } from "./find-certificate.ts";

/** A certificate's PDF; public. Throws `not-found`, also before its line is on chain, and `gone`. */
export async function readCertificate(
  services: StandingServices & Pick<Services, "certificates">,
  number: string,
): Promise<{ readonly certificate: CertificateStanding; readonly bytes: Uint8Array }> {
  const certificate = await findCertificate(services, number);
  const bytes = await services.objects.get(certificate.drawn.sha256);
  if (!bytes) throw new DomainError("gone", "This certificate's file was erased");
  return { certificate, bytes };
}

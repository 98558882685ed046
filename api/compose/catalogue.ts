import type { Services } from "../../domain/services.ts";
import { gs1DigitalLinks } from "../../integrations/gs1/digital-links.ts";
import { pdfCertificates, pdfCommitments } from "../../integrations/pdf/certificates.ts";
import { pdfLabels } from "../../integrations/pdf/labels.ts";
import { readingsWorkshop } from "../../integrations/readings/workshop.ts";
import { farmsRepository } from "../../store/catalogue/farms.ts";
import { locationsRepository } from "../../store/catalogue/locations.ts";
import { productsRepository } from "../../store/catalogue/products.ts";
import { certificatesRepository } from "../../store/certificates/certificates.ts";
import { commitmentsRepository } from "../../store/commitments/commitments.ts";
import type { Parts } from "./parts.ts";

/** Products, farms and other locations, labels, certificates, and what sensors read. */
export function composeCatalogue(parts: Parts) {
  const { database, settings } = parts;
  return {
    products: productsRepository(database),
    farms: farmsRepository(database),
    locations: locationsRepository(database),
    digitalLinks: gs1DigitalLinks(settings.publicUrl),
    labels: pdfLabels(),
    readings: readingsWorkshop(),
    certificates: certificatesRepository(database),
    certificateRenderer: pdfCertificates(),
    commitments: commitmentsRepository(database),
    commitmentRenderer: pdfCommitments(),
  } satisfies Partial<Services>;
}

import type { NoticeName } from "../names/notices.ts";
import type { Hex } from "../shared/hex.ts";
import type { JsonValue } from "../shared/json.ts";
import type { Role } from "../shared/roles.ts";
import type { CertificateLanguage, CertificateTemplate, CertificateType } from "./certificate.ts";

/** A certificate that was drawn up. Only lines on chain decide whether it is valid. */
export interface DrawnCertificate {
  readonly number: string;
  readonly batchId: Hex;
  /** Of the PDF. */
  readonly sha256: Hex;
  readonly accountId: number;
  /** Whose line attests it. */
  readonly actor: Hex;
  readonly issuedAt: Date;
}

/** Finds certificates by number and by file: an index, which attests nothing. */
export interface Certificates {
  /** Add one. Throws a `conflict` if its number is taken. */
  add(certificate: DrawnCertificate): Promise<void>;
  byNumber(number: string): Promise<DrawnCertificate | undefined>;
  bySha256(sha256: Hex): Promise<DrawnCertificate | undefined>;
  /** A batch's certificates, the first one first. */
  ofBatch(batchId: Hex): Promise<DrawnCertificate[]>;
}

/** A party by name and address, and whose word the name is. */
export interface CertificateActor {
  /** The officers who confirm it, by their names or addresses; nobody where it is the party's own word. */
  readonly confirmedBy: readonly string[];
  /** What it is called now; null where that is the same. */
  readonly nowCalled: string | null;
  /** Null where this server knows only the address. */
  readonly name: string | null;
  readonly address: Hex;
}

/** A step of the journey as shown on a certificate: public content only. */
export interface CertificateStep {
  readonly seq: number;
  /** When, as it was told. */
  readonly told: string;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly location: string;
  readonly details: Readonly<Record<string, JsonValue>>;
  readonly actor: CertificateActor;
  readonly verdict: "pass" | "fail" | null;
  readonly withheld: boolean;
  readonly revised: boolean;
}

/** A certificate's content. The same content gives the same file, byte for byte. */
export interface CertificateContent {
  readonly number: string;
  /** Attested by an authority, or declared by whoever held the batch. */
  readonly kind: "certificate" | "declaration";
  /** Whether its issuer made the batch. */
  readonly isMaker: boolean;
  /** What had to be said of the batch before everything when it was issued. */
  readonly notices: readonly NoticeName[];
  readonly type: CertificateType;
  readonly language: CertificateLanguage;
  readonly template: CertificateTemplate;
  /** Whether steps are shown with their descriptions and details. */
  readonly includeDetails: boolean;
  readonly issuedAt: Date;
  readonly validUntil: Date;
  readonly issuer: CertificateActor & { readonly roles: readonly Role[] };
  /** By whose clock times are told: the host's. */
  readonly timeZone: string;
  readonly verificationUrl: string;
  readonly batch: {
    readonly code: string;
    /** Which lot of its product it is, where its maker said so. */
    readonly lot: string | null;
    /** Null where the public may not see the description. */
    readonly name: string | null;
    /** Null where nobody told one. */
    readonly quantity: string | null;
    readonly unit: string;
    /** As it was told. */
    readonly harvestDate: string | null;
    readonly attributes: Readonly<Record<string, JsonValue>>;
    readonly custodian: CertificateActor;
  };
  readonly product: { readonly name: string; readonly description: string; readonly storageGuide: string } | null;
  readonly producer: {
    readonly name: string;
    readonly location: string;
    readonly certifications: readonly string[];
  } | null;
  /** What it was made of, as anybody may be told; those that are recalled or failed first. */
  readonly inputs: {
    readonly items: readonly {
      /** Null, as name and quantity, while it is withheld. */
      readonly code: string | null;
      readonly name: string | null;
      /** How much of it went in. */
      readonly quantity: string | null;
      readonly unit: string | null;
      readonly result: "recalled" | "pass" | "fail" | null;
    }[];
    readonly more: number;
  };
  /** In the order of the story. */
  readonly journey: readonly CertificateStep[];
  readonly certifications: readonly {
    readonly name: string;
    readonly issuer: string;
    readonly validUntil: string | null;
  }[];
  /** The journey's head when it was certified. */
  readonly chain: {
    readonly chainId: number;
    readonly contract: Hex;
    readonly batchId: Hex;
    readonly seq: number;
    readonly head: Hex;
    readonly blockNumber: number;
  };
}

/** Makes a certificate's PDF. */
export interface CertificateRenderer {
  render(content: CertificateContent): Promise<Uint8Array>;
}

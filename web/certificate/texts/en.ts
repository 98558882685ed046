import { en as names } from "../../../domain/names/en.ts";

/** The page's texts in English; the type of every other language. */
export const en = {
  title: "Check a certificate",
  intro:
    "Your browser compares the certificate with the blockchain itself. The file stays on your device: only its fingerprint is looked up.",
  skip: "Skip to the result",
  number: "Certificate number",
  numberHint: "It stands at the top of the certificate, for example CERT-20230520-567.",
  badNumber: "A certificate number is CERT, eight digits of a date, and more digits.",
  check: "Check the number",
  drop: "Choose the PDF",
  choose: "or drop it here",
  dropHint: "A changed byte, and the file is unknown. Save a file that came in WeChat to the phone first.",
  tooLarge: "A certificate is never as large as this file.",
  unreadable: "This file cannot be read.",
  checkingFile: (name: string) => `Checking ${name}`,
  checkingNumber: (number: string) => `Checking ${number}`,
  outcomes: {
    checking: "Checking against the blockchain…",
    genuine: "Genuine",
    incomplete: "Genuine, but not all of the journey is shown",
    declared: "The holder’s own declaration",
    warned: "Do not rely on it",
    revoked: "Revoked",
    expired: "Expired",
    unsure: "Perhaps revoked",
    unknown: "Unknown",
    failed: "Not confirmed by the blockchain",
    unreachable: "Not checked",
  },
  words: {
    checking: "Your browser is recomputing the whole journey of the batch.",
    genuineFile:
      "This file is, byte for byte, the certificate that its issuer attested on the blockchain. It is valid.",
    genuineNumber:
      "The blockchain has a valid certificate of this number. Whether the paper or file in front of you is that certificate: compare it with the facts below, or drop the PDF on this page.",
    incomplete:
      "The certificate is the one that its issuer attested on the blockchain, and valid. Some records of the batch’s journey are not shown here, so they could not be read.",
    declared:
      "The blockchain has this declaration, unchanged. Nobody has attested it: it says what its issuer says of its own goods.",
    warned: "The certificate was issued as it stands here. What speaks against its batch weighs more: see above.",
    revoked: (date: string) => `This certificate was issued, and revoked on ${date}. Do not rely on it.`,
    expired: (date: string) => `This certificate is genuine, but it was valid only until ${date}.`,
    unsure:
      "This certificate was issued, but a later line that could revoke it is withheld from the public. Ask its issuer.",
    unknownFile: "No certificate has this file. It was changed, or it was never issued here. Do not rely on it.",
    unknownNumber: "There is no certificate of this number. Do not rely on a paper that bears it.",
    failed: "What this site shows of the batch does not agree with the blockchain. Do not rely on the certificate.",
    unreachable: "The blockchain could not be reached. The certificate is neither proved nor disproved.",
    offline: "This site cannot be reached. The certificate is neither proved nor disproved.",
    malformed: "The site’s answer is no proof. The certificate is neither proved nor disproved.",
    otherNumber: (number: string) => `This file is certificate ${number}, not the one in this page’s address.`,
  },
  reason: (reason: string) => `Reason: ${reason}`,
  declaredBy: {
    maker: "Issued by the producer itself.",
    holder: "Issued by whoever held the goods, itself.",
  },
  attested: (name: string) => `Attested by ${name}.`,
  journeyIs: { verified: "Verified", incomplete: "Incomplete: not all of it is shown" },
  since: {
    title: "What came after it",
    "failed-inspection": "Failed an inspection",
    "passed-inspection": "Passed an inspection",
    recall: "Recalled",
    "recall-lifted": "Recall lifted",
    withdrawal: "Withdrawn by its holder",
    amendment: "A record was revised",
  },
  again: "Check again",
  another: "Check another certificate",
  facts: {
    title: "What was certified",
    number: "Certificate number",
    batch: "Batch",
    issuer: "Issued by",
    attestedBy: (line: number) => `Attested by (line ${line})`,
    journey: "Whole journey",
    address: "Issuer’s address",
    issued: "Issued",
    validUntil: "Valid until",
    type: "Kind",
    line: "Line in the batch",
    file: "SHA-256 of the PDF",
    checks: "Checks made",
    revokedBy: "Revoked by line",
  },
  types: names.certificateTypes as Record<string, string>,
  unknownActor: "Unknown",
  download: "Open the PDF",
  journey: "See the journey",
  whom: "Whom was asked",
  footer: "Open source. A certificate proves who recorded what and when, not that what they wrote is true.",
};

/** The texts of one language. */
export type CertificateTexts = typeof en;

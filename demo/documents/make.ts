// Makes every demonstration document:  node_modules/.bin/node demo/documents/make.ts
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { appleCertificates } from "./source/apple-certificates.ts";
import { appleResidues } from "./source/apple-residues.ts";
import { tomatoColdChain } from "./source/tomato-cold-chain.ts";
import { tomatoInspection } from "./source/tomato-inspection.ts";

const folder = dirname(fileURLToPath(import.meta.url));
await appleResidues(folder);
await appleCertificates(folder);
await tomatoInspection(folder);
await tomatoColdChain(folder);

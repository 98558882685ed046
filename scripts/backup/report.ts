/** The commands' final reports. */
import type { Settings } from "../../config/settings.ts";
import type { Backup } from "./create.ts";
import type { Manifest } from "./manifest.ts";
import type { MirrorProof } from "./prove.ts";
import type { Restored } from "./restore.ts";

/** Reports what was backed up, what was not, and what has to be kept elsewhere. */
export function backupReport(
  { manifest, leftOut, bytes }: Backup,
  target: string,
  settings: Pick<Settings, "chainRpcUrl" | "keystorePassphrase">,
): string {
  const passphrase = settings.keystorePassphrase
    ? "keep KEYSTORE_PASSPHRASE elsewhere"
    : "keep keystore/development-passphrase elsewhere, or add it by --with-passphrase";
  return page(`Backup written: ${target} (${size(bytes)}, readable by its owner alone)`, [
    ["database", databaseLine(manifest)],
    ["chain", chainLine(manifest)],
    ["objects", objectsLine(manifest)],
    [
      "keystore",
      manifest.passphrase
        ? "the master key WITH its passphrase: whoever has this file has every custodial key"
        : `the encrypted master key; it is of no use without its passphrase: ${passphrase}`,
    ],
    ["left out", leftOut.length > 0 && leftOut.join(", ")],
    ["DAMAGED", damagedLine(manifest)],
  ]);
}

/** Reports what was restored, how it compares with the chain, and what to do next. */
export function restoreReport(
  { manifest, proof, keystoreOpens }: Restored,
  target: string,
  settings: Pick<Settings, "dataFolder">,
): string {
  const start = target === settings.dataFolder ? "npm start" : `DATA_DIR=${target} npm start`;
  return page(`Restored into ${target}: ${manifest.files.count} files, all as they were on ${manifest.createdAt}`, [
    ["database", databaseLine(manifest)],
    ["chain", chainLine(manifest)],
    ["objects", objectsLine(manifest)],
    ["mirror", mirrorLine(proof, manifest)],
    ["catching up", proof ? aheadLine(proof) : false],
    ["keystore", keystoreLine(keystoreOpens)],
    ["DAMAGED", damagedLine(manifest)],
    ["next", start],
  ]);
}

function databaseLine({ mirror, pending }: Manifest): string {
  const writes = `${pending} writes that were not final`;
  if (!mirror) return `no mirror yet; ${writes}`;
  const { lines, batches, block, chainId } = mirror;
  return `${lines} lines of ${batches} batches, up to block ${block} of chain ${chainId}; ${writes}`;
}

function chainLine({ chain, mirror }: Manifest): string {
  if (chain) return `the local chain's state, up to block ${chain.block}`;
  return mirror ? `not contained: chain ${mirror.chainId} keeps itself` : "not contained";
}

function objectsLine({ objects }: Manifest): string {
  if (objects.contained) return `${objects.count}, ${size(objects.bytes)}`;
  return `NOT CONTAINED: ${objects.count} are named in objects.txt and lie in ${objects.place}, to be backed up there`;
}

function damagedLine({ objects }: Manifest): string | false {
  const [first] = objects.damaged;
  if (!first) return false;
  const more = objects.damaged.length > 1 ? ` and ${objects.damaged.length - 1} more` : "";
  return `${first}${more}: the bytes no longer had their digest when they were backed up; find older ones`;
}

function mirrorLine(proof: MirrorProof | null, { mirror }: Manifest): string {
  if (!mirror) return "has not begun: there was nothing to hold against the chain";
  if (!proof) return "NOT HELD AGAINST THE CHAIN, as asked: `npm run rebuild` derives it anew";
  const behind = proof.behind > 0 ? ` (${proof.behind} of them with later lines on the chain)` : "";
  return `${proof.equal + proof.behind} of ${proof.batches} batches have the head that the contract has${behind}`;
}

function aheadLine({ missingLines, missingBlocks, reorganised }: MirrorProof): string | false {
  const reads = `the indexer reads ${missingBlocks} blocks with ${missingLines} lines that came after the backup`;
  if (reorganised) return `${reads}, and anew what the chain has reorganised since`;
  return missingBlocks > 0 && reads;
}

function keystoreLine(opens: boolean | undefined): string {
  if (opens) return "the passphrase at hand opens the master key";
  if (opens === false) return "THE PASSPHRASE AT HAND DOES NOT OPEN THE MASTER KEY: give the right KEYSTORE_PASSPHRASE";
  return "give KEYSTORE_PASSPHRASE, the passphrase of the master key, at the start";
}

function page(title: string, rows: readonly (readonly [string, string | false])[]): string {
  const lines = rows.filter(([, text]) => text !== false).map(([name, text]) => `  ${name.padEnd(13)}${text}`);
  return [title, ...lines].join("\n");
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Looks, downloads and ratings at random, and a plain count of them: what the database's statistics have to be. */

import type { Device, Scan } from "../../../../domain/scans/ports.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";

const DAY = 24 * 3_600_000;

/** What happened to a batch before `now`, the more the closer; always the same. */
export function history(batchId: Hex, now: Date) {
  // Mulberry32: always the same numbers.
  let state = 20230615;
  const random = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  const regions = ["CN", "CN", "CN", "US", "US", "DE", "FR", "GB", "JP", "KR", "BR", "IN", "AU", "ZA", "MX", null];
  const devices: Device[] = ["iOS", "iOS", "Android", "Android", "Android", "Web"];
  const moment = () => new Date(now.getTime() - random(10) ** 3 * random(800) * 60_000 - random(DAY));
  const scans: (Scan & { seconds: number | null })[] = [];
  const downloads: Date[] = [];
  const ratings: { at: Date; rating: number }[] = [];
  for (let number = 0; number < 10_000; number++) {
    const at = moment();
    const visitor = `${at.toISOString().slice(0, 10)} ${random(40)}`;
    const country = regions[random(regions.length)];
    const region = country ? { country, dependable: number % 2 === 0 } : null;
    const device = devices[random(devices.length)] as Device;
    const seconds = random(3) === 0 ? random(3_601) : null;
    scans.push({ id: `scan ${number}`, batchId, at, visitor, region, device, seconds });
  }
  for (let number = 0; number < 500; number++) {
    downloads.push(moment());
    ratings.push({ at: moment(), rating: 1 + random(5) });
  }
  return { scans, downloads, ratings };
}

/** The statistics of what happened from the one moment to the other, by plain loops. */
export function recount({ scans, downloads, ratings }: ReturnType<typeof history>, from: number, to: number) {
  const within = (at: Date) => at.getTime() >= from && at.getTime() <= to;
  const seen = scans.filter(({ at }) => within(at));
  const counts = (keys: string[]) => {
    const found = new Map<string, number>();
    for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
    return [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  };
  const named = counts(seen.flatMap(({ region }) => region?.country ?? [])).slice(0, 10);
  const others = seen.length - named.reduce((sum, [, count]) => sum + count, 0);
  const names = new Intl.DisplayNames(["en"], { type: "region" });
  const lasted = seen.flatMap(({ seconds }) => seconds ?? []);
  const said = ratings.filter(({ at }) => within(at)).map(({ rating }) => rating);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    totalScans: seen.length,
    uniqueScans: new Set(seen.map(({ visitor }) => visitor)).size,
    scansByRegion: [
      ...named.map(([region, count]) => ({ region: names.of(region), count })),
      ...(others > 0 ? [{ region: "Other", count: others }] : []),
    ],
    scansByDevice: counts(seen.map(({ device }) => device)).map(([device, count]) => ({ device, count })),
    scansByTime: counts(seen.map(({ at }) => at.toISOString().slice(0, 10)))
      .map(([date, count]) => ({ date, count }))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
    averageScanDuration: lasted.length === 0 ? 0 : Math.round(sum(lasted) / lasted.length),
    certificateDownloads: downloads.filter(within).length,
    feedbackCount: said.length,
    averageRating: said.length === 0 ? 0 : Math.round((sum(said) * 10) / said.length) / 10,
  };
}

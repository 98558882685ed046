import type { CertificateActor, CertificateContent, CertificateStep } from "../../domain/certificates/ports.ts";
import { valueName } from "../../domain/names/values.ts";
import { dayOf } from "../../domain/shared/days.ts";
import type { JsonValue } from "../../domain/shared/json.ts";
import { COLOURS, PAGE, type Sheet } from "./sheet.ts";
import { type Cell, table } from "./table.ts";
import { type Texts, translate } from "./texts/index.ts";
import { dateInWords } from "./texts/moments.ts";

const LONGEST_TEXT = 600;
const LONGEST_VALUE = 160;
const MOST_DETAILS = 24;

/** A text cut to fit its place. */
export function shorten(text: string, longest = LONGEST_TEXT): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}

/** A party's name or, if there is none, the address, shortened in the middle. */
export function nameOf({ name, address, confirmedBy, nowCalled }: CertificateActor, texts: Texts): string {
  if (name === null) return `${address.slice(0, 8)}…${address.slice(-6)}`;
  const by = confirmedBy.map((officer) => shorten(officer, 80)).join(", ");
  const words = [by ? texts.confirmedBy(by) : texts.notConfirmed, nowCalled && texts.nowCalled(shorten(nowCalled, 80))];
  return texts.aside(shorten(name, 80), words.filter(Boolean).join(texts.between));
}

/** A step's title. */
export function titleOf(step: CertificateStep, texts: Texts): string {
  return shorten(step.title, 120) || translate(texts.kinds, step.kind);
}

/** Fields and their values in one line, codes and dates in words. */
export function detailsOf(details: Readonly<Record<string, JsonValue>>, texts: Texts, timeZone: string): string {
  const entries = Object.entries(details).slice(0, MOST_DETAILS);
  const parts = entries.map(([name, value]) =>
    texts.pair(
      translate(texts.fields, shorten(name, 60)),
      shorten(wordsOf(name, value, texts, timeZone), LONGEST_VALUE),
    ),
  );
  return texts.list(entries.length < Object.keys(details).length ? [...parts, "…"] : parts);
}

function wordsOf(field: string, value: JsonValue, texts: Texts, timeZone: string): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  if (Array.isArray(value)) return value.map((each) => wordsOf(field, each, texts, timeZone)).join(texts.comma);
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([name, each]) => texts.pair(translate(texts.fields, name), wordsOf(name, each, texts, timeZone)))
      .join(texts.comma);
  }
  if (typeof value === "number") return String(value);
  return dateInWords(value, timeZone, texts.moments) ?? valueName(field, value, texts.language);
}

const RAIL = 22;
const DATE = 74;

/** The journey as a line from step to step. */
export function timeline(sheet: Sheet, { journey, includeDetails, timeZone }: CertificateContent, texts: Texts): void {
  const x = PAGE.left + RAIL + DATE;
  const width = PAGE.right - x;
  journey.forEach((step, index) => {
    const lines = linesOf(step, includeDetails, texts, timeZone);
    const title = titleOf(step, texts);
    const height =
      sheet.measure(title, width - 96, { size: 10, bold: true }) +
      lines.reduce((sum, { text, colour }) => sum + 1 + sheet.measure(text, width, { size: 8.5, colour }), 0) +
      10;
    sheet.ensure(height);
    const top = sheet.y;
    sheet.decorate((document) => {
      const centre = PAGE.left + 6;
      if (index < journey.length - 1) {
        const end = Math.min(top + height + 1, PAGE.bottom + 8);
        document
          .moveTo(centre, top + 12)
          .lineTo(centre, end)
          .lineWidth(1.2)
          .stroke("#b9d2c0");
      }
      const colour = step.verdict === "fail" ? COLOURS.bad : COLOURS.accent;
      document.circle(centre, top + 7, 4.2).fillAndStroke(step.verdict ? colour : "#ffffff", colour);
    });
    sheet.group("Sect", () => {
      sheet.write("P", texts.moments.shortDay(dayOf(step.told)), PAGE.left + RAIL, top + 1.4, DATE - 4, {
        size: 8.5,
        colour: COLOURS.muted,
      });
      if (step.verdict) verdict(sheet, step.verdict, top, texts);
      let y = sheet.write("H3", title, x, top, width - 96, { size: 10, bold: true });
      for (const { text, colour } of lines) y = sheet.write("P", text, x, y + 1, width, { size: 8.5, colour });
    });
    sheet.y = top + height;
  });
}

function verdict(sheet: Sheet, passed: "pass" | "fail", top: number, texts: Texts): void {
  const text = texts.verdicts[passed];
  const width = 62;
  sheet.decorate((document) => {
    document
      .roundedRect(PAGE.right - width, top - 0.5, width, 16, 8)
      .fill(passed === "pass" ? COLOURS.accent : COLOURS.bad);
  });
  sheet.write("P", text, PAGE.right - width, top + 1.6, width, {
    size: 8,
    bold: true,
    align: "center",
    colour: "#ffffff",
  });
}

function linesOf(
  step: CertificateStep,
  includeDetails: boolean,
  texts: Texts,
  timeZone: string,
): { text: string; colour: string }[] {
  const kind = translate(texts.kinds, step.kind);
  const head = [
    titleOf(step, texts) === kind ? "" : kind,
    texts.pair(texts.by, nameOf(step.actor, texts)),
    shorten(step.location, 160),
    texts.line(step.seq),
    step.revised ? texts.revised : "",
  ];
  const lines = [{ text: head.filter(Boolean).join("  ·  "), colour: COLOURS.muted as string }];
  if (step.withheld) lines.push({ text: texts.withheld, colour: COLOURS.muted });
  if (!includeDetails) return lines;
  if (step.description) lines.push({ text: shorten(step.description), colour: COLOURS.ink });
  const details = detailsOf(step.details, texts, timeZone);
  if (details) lines.push({ text: details, colour: COLOURS.muted });
  return lines;
}

/** The journey as a table. */
export function journeyTable(
  sheet: Sheet,
  { journey, includeDetails, timeZone }: CertificateContent,
  texts: Texts,
): void {
  const { columns } = texts;
  table(
    sheet,
    [
      { title: columns.date, width: 74 },
      { title: columns.step, width: 187 },
      { title: columns.by, width: 98 },
      { title: columns.place, width: 82 },
      { title: columns.verdict, width: 50 },
    ],
    journey.map((step): Cell[] => {
      const kind = translate(texts.kinds, step.kind);
      const title = titleOf(step, texts);
      const content = step.withheld ? texts.withheld : includeDetails ? detailsOf(step.details, texts, timeZone) : "";
      return [
        { text: texts.moments.shortDay(dayOf(step.told)), size: 8, colour: COLOURS.muted },
        { text: [title === kind ? title : `${kind} · ${title}`, content].filter(Boolean).join(" — "), size: 8 },
        { text: nameOf(step.actor, texts), size: 8 },
        { text: shorten(step.location, 80), size: 8 },
        step.verdict ? verdictCell(step.verdict, texts) : { text: "" },
      ];
    }),
  );
}

/** A verdict in a table, or that something is recalled. */
export function verdictCell(verdict: "pass" | "fail" | "recalled", texts: Texts): Cell {
  const passed = verdict === "pass";
  return {
    text: verdict === "recalled" ? texts.recalled : texts.verdicts[verdict],
    size: 8,
    bold: true,
    align: "center",
    colour: passed ? COLOURS.accent : COLOURS.bad,
    fill: passed ? COLOURS.soft : COLOURS.badSoft,
  };
}

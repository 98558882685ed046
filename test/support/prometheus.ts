/** A strict reader of Prometheus' text format (version 0.0.4): what it does not understand it refuses. */

/** One series of one metric, as of one scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A scrape. */
export interface Scrape {
  readonly samples: readonly Sample[];
  /** Types by names of metrics. */
  readonly types: ReadonlyMap<string, string>;
  /** The value of the one series with these labels and no others; undefined if there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
}

const METRIC = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;
const SUFFIXES = { histogram: ["_bucket", "_sum", "_count"], summary: ["", "_sum", "_count"] } as const;

/** Read a scrape. Throws if it breaks a rule of the format, or a series comes twice. */
export function parseScrape(text: string): Scrape {
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const seen = new Set<string>();
  const samples: Sample[] = [];
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const comment = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (comment) {
      const [, what, name = "", rest = ""] = comment;
      if (what === "HELP") helped.add(name);
      else if (!types.has(name) && /^(counter|gauge|histogram|summary)$/.test(rest)) types.set(name, rest);
      else throw new Error(`a bad or second type: ${line}`);
      continue;
    }
    const [, name = "", labelText = "", number = ""] = METRIC.exec(line) ?? [];
    if (!name) throw new Error(`no sample: ${line}`);
    const labels = labelsOf(labelText, line);
    const value = number === "+Inf" ? Number.POSITIVE_INFINITY : Number(number);
    if (Number.isNaN(value) && number !== "Nan" && number !== "NaN") throw new Error(`no number: ${line}`);
    const family = [...types].find(([of, type]) =>
      (SUFFIXES[type as keyof typeof SUFFIXES] ?? [""]).some((suffix: string) => of + suffix === name),
    );
    if (!family || !helped.has(family[0])) throw new Error(`without type or help: ${line}`);
    const key = `${name} ${JSON.stringify(Object.entries(labels).sort())}`;
    if (seen.has(key)) throw new Error(`twice: ${line}`);
    seen.add(key);
    samples.push({ name, labels, value });
  }
  return {
    samples,
    types,
    value(name, labels = {}) {
      const wanted = JSON.stringify(Object.entries(labels).sort());
      return samples.find((each) => each.name === name && JSON.stringify(Object.entries(each.labels).sort()) === wanted)
        ?.value;
    },
  };
}

function labelsOf(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let rest = text; rest !== ""; ) {
    const [whole, name = "", value = ""] = LABEL.exec(rest) ?? [];
    if (whole === undefined || name in labels) throw new Error(`bad labels: ${line}`);
    labels[name] = value.replace(/\\(["\\n])/g, (_, character) => (character === "n" ? "\n" : character));
    rest = rest.slice(whole.length);
  }
  return labels;
}

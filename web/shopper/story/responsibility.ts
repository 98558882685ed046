/** Who answers for the goods, and what their label says: drawn together from where the record has it. */
import {
  CONTACT_FIELDS,
  type FieldName,
  isMedicine,
  LABEL_FIELDS,
  productField,
} from "../../../domain/names/product-fields.ts";
import { currentVersion, stepDescription } from "./step.ts";
import type { ProductStory, Story } from "./story.ts";

/** The CMA number that the body of an inspection goes by. */
export interface LaboratoryNumber {
  readonly laboratory: string;
  readonly number: unknown;
}

/** What the section on responsibility says. */
export interface Responsibility {
  readonly producer: string;
  readonly place: string;
  /** The producer's contacts and the label's fields, in the order of a label. */
  readonly fields: Readonly<Partial<Record<FieldName, unknown>>>;
  readonly laboratories: readonly LaboratoryNumber[];
  readonly isMedicine: boolean;
  /** The attributes that are said nowhere else. */
  readonly others: Readonly<Record<string, unknown>>;
}

const SHOWN: readonly FieldName[] = [...CONTACT_FIELDS, ...LABEL_FIELDS];

/** What the record has on responsibility; what it does not have is left out. */
export function responsibilityOf(story: Pick<Story, "steps">, { description }: ProductStory): Responsibility {
  const { attributes, producer } = description;
  const said: Partial<Record<FieldName, unknown>> = {};
  const others: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const field = productField(name);
    // Of two words for one field the first counts here; nothing is lost.
    if (field && SHOWN.includes(field) && !(field in said)) said[field] = value;
    else others[name] = value;
  }
  const fields = Object.fromEntries(SHOWN.filter((field) => field in said).map((field) => [field, said[field]]));
  return {
    producer: producer.name,
    place: producer.location,
    fields,
    laboratories: laboratoriesOf(story),
    isMedicine: isMedicine(attributes),
    others,
  };
}

/** The inspections' CMA numbers, each once; of a record that failed its check, none. */
function laboratoriesOf({ steps }: Pick<Story, "steps">): LaboratoryNumber[] {
  const found = new Map<string, LaboratoryNumber>();
  for (const step of steps) {
    const version = currentVersion(step);
    const description = step.verdict !== undefined && !version.fault ? stepDescription(version) : undefined;
    const details = Object.entries(description?.details ?? {});
    const number = details.find(([name]) => productField(name) === "cmaNumber")?.[1];
    if (!description || number === undefined) continue;
    const named = details.find(([name]) => name === "laboratory")?.[1];
    const laboratory = [named, description.operator.name, version.actor.name].find((name) => name);
    found.set(String(number), { laboratory: String(laboratory ?? version.actor.address), number });
  }
  return [...found.values()];
}

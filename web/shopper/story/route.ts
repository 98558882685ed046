/** Where a batch went, as its records tell: the places of its steps that have a position, in the order of the page. */
import { addressLine } from "../../../domain/catalogue/location.ts";
import type { Place } from "../../../domain/records/trade.ts";
import { distanceBetween, type Point, pointOf } from "../../../domain/shared/geography.ts";
import { batchDescription, currentVersion, lineAnchor, type Step, stepDescription } from "./step.ts";

/** A place on the way, and the steps that were there. */
export interface Stop {
  readonly point: Point;
  readonly name: string;
  /** Where that is, in words; empty where nobody says. */
  readonly address: string;
  readonly steps: readonly StopStep[];
  /** Kilometres from the stop before; undefined for the first one. */
  readonly distance: number | undefined;
}

/** A step, by its number on the page. */
export interface StopStep {
  readonly number: number;
  readonly anchor: string;
}

/** How near two positions are for one place, in kilometres: as far as a telephone is wrong about where it is. */
const SAME = 0.05;

/** The stops, each a place; several steps at one place in a row are one stop. What failed its check is on no map. */
export function routeOf(steps: readonly Step[]): readonly Stop[] {
  const stops: { point: Point; name: string; address: string; steps: StopStep[]; distance: number | undefined }[] = [];
  steps.forEach((step, index) => {
    const here: StopStep = { number: index + 1, anchor: lineAnchor(step.seq, step.part?.index) };
    for (const place of placesOf(step)) {
      const point = pointOf(place);
      if (!point) continue;
      const last = stops[stops.length - 1];
      const distance = last && distanceBetween(last.point, point);
      if (last && distance !== undefined && distance < SAME) {
        if (!last.steps.some(({ number }) => number === here.number)) last.steps.push(here);
      } else {
        stops.push({ point, name: place.name, address: addressLine(place), steps: [here], distance });
      }
    }
  });
  return stops;
}

/** The places of a step in the order in which goods come to them. */
function placesOf(step: Step): Place[] {
  const version = currentVersion(step);
  if (version.status !== "public" || version.fault) return [];
  const told = stepDescription(version);
  const places = told ? [told.from?.place, told.place, told.to?.place] : [batchDescription(version)?.producer.place];
  return places.filter((place) => place !== undefined);
}

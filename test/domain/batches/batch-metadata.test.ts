import fc from "fast-check";
import { expect, test } from "vitest";
import type { Batch } from "../../../domain/batches/batch.ts";
import { fieldsOfMetadata, type Metadata, metadataOf } from "../../../domain/batches/batch-metadata.ts";
import { clockAt } from "../../support/made.ts";

const clock = clockAt(new Date("2025-06-01T12:00:00Z"));

/** The batch that creation makes of these fields. */
function batchOf(metadata: Metadata, change: Partial<NonNullable<Batch["description"]>> = {}): Batch {
  const { name, description, quantity, unit, harvestDate, certifications, attributes } = fieldsOfMetadata(
    metadata,
    clock,
  );
  const told = {
    name,
    description,
    state: "active",
    quantity: String(quantity),
    unit,
    harvestDate: harvestDate ?? null,
    certifications,
    attributes,
    product: { id: "", name, description: "", image: null, nutritionalInfo: {}, storageGuide: "" },
    producer: { id: "", name: "A firm", location: "", certifications: [] },
    ...change,
  };
  return { code: "CODE-1", quantity, made: quantity, unit, description: told } as Batch;
}

const json = () => fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Metadata[string]>;
const understood = fc.record(
  {
    name: fc.oneof(fc.string(), json()),
    description: fc.oneof(fc.string({ maxLength: 20 }), json()),
    quantity: fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, 12.5, 0.0001, 1e30), json()),
    unit: fc.oneof(fc.constantFrom("kg", "KGM", "箱", "baskets", ""), json()),
    harvest_date: fc.oneof(fc.constantFrom("2025-05-20", "2025-05-20T08:00:00Z", "2999-01-01"), json()),
  },
  { requiredKeys: [] },
);
const other = fc.dictionary(
  fc.string().filter((key) => key !== "__proto__"),
  json(),
  { maxKeys: 5 },
);

test("any metadata comes back as it was, whatever of it is understood", () => {
  fc.assert(
    fc.property(understood, other, (known, more) => {
      const metadata = { ...more, ...known } as Metadata;
      expect(metadataOf(batchOf(metadata))).toEqual(metadata);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [{ quantity: 12.5, unit: "kg" }, 12_500n, "KGM"],
  [{ quantity: 12.5, unit: "箱" }, 12_500n, "XBX"],
  [{ quantity: 3 }, 3_000n, "H87"],
  [{ quantity: 3, unit: "smidgens" }, 0n, "H87"],
  [{ quantity: 3, unit: "斤" }, 1_500n, "KGM"],
  [{ quantity: 3, unit: "" }, 3_000n, "H87"],
  [{ quantity: 3, unit: 4 }, 0n, "H87"],
  [{ quantity: "3", unit: "kg" }, 3_000n, "KGM"],
  [{ quantity: "3 kg", unit: "kg" }, 0n, "KGM"],
  [{ quantity: -3, unit: "kg" }, 0n, "KGM"],
  [{ quantity: 0.0001, unit: "kg" }, 0n, "KGM"],
  [{}, 0n, "H87"],
])("an amount counts on chain only where it is plain: %j", (metadata, quantity, unit) => {
  expect(fieldsOfMetadata(metadata, clock)).toMatchObject({ quantity, unit });
});

test("a batch that was told in other ways shows what its description tells, and what is left of it", () => {
  const told = batchOf(
    { grade: "A" },
    {
      name: "Apples",
      quantity: "7000",
      unit: "XBX",
      harvestDate: "2025-05-15T08:00:00Z",
      certifications: ["organic"],
      product: { id: "prod-1", name: "Apple", description: "", image: null, nutritionalInfo: {}, storageGuide: "" },
      producer: { id: "farm-1", name: "A farm", location: "", certifications: [] },
    },
  );
  const batch = { ...told, made: 7_000n, quantity: 5_000n, unit: "XBX" };
  expect(metadataOf({ ...batch, quantity: 0n })).toMatchObject({ quantity: 0, unit: "box" });
  expect(metadataOf(batch)).toEqual({
    grade: "A",
    name: "Apples",
    quantity: 5,
    unit: "box",
    harvest_date: "2025-05-15T08:00:00Z",
    certifications: ["organic"],
    product_id: "prod-1",
    product_name: "Apple",
    farm_id: "farm-1",
    farm_name: "A farm",
  });
});

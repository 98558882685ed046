/** A whole journey of a box of apples, with pictures, documents, certificates, an inspection and a revision. */
import type { BatchDescription } from "../../../domain/records/record-document.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import type { Proof } from "../../../proof/proof.ts";
import { demoFile, type FixtureFile } from "./files.ts";
import { describeStep, Ledger } from "./ledger.ts";

/** A proof, and the bytes of its files by SHA-256. */
export interface Apples {
  readonly proof: Proof;
  readonly files: ReadonlyMap<string, FixtureFile>;
}

function describeBatch(image: FixtureFile): BatchDescription {
  return {
    name: "Spring harvest 2023",
    description: "Hand-picked at full ripeness from the terraces of the north slope.",
    state: "Sold",
    quantity: "1200000",
    unit: "KGM",
    harvestDate: "2023-05-15T00:00:00Z",
    certifications: ["organic"],
    attributes: {
      variety: "Fuji",
      grade: "A",
      brix: 14.2,
      wax: false,
      standard: "GB/T 10651-2008",
      净含量: "5 千克",
      phone: "0535-0000000",
    },
    product: {
      id: "product",
      name: "Organic Fuji Apples 有机富士苹果",
      description: "Crisp, sweet apples grown without synthetic pesticides at 1,100 metres.",
      image: image.attachment,
      nutritionalInfo: {
        servingSize: "1 medium apple (182 g)",
        calories: 95,
        carbohydrates: "25 g",
        fiber: "4 g",
        sugar: "19 g",
      },
      storageGuide: "Keep refrigerated at 0 to 4 °C. Best within two weeks of purchase.",
    },
    producer: {
      id: "producer",
      name: "Green Valley Farm",
      location: "Yantai, Shandong",
      certifications: ["sustainable"],
    },
  };
}

/** The same apples, failed by the laboratory that had passed them, and passed by another. */
export function failedApples(code: string): Apples {
  return apples(code, (ledger) => {
    const inspect = (laboratory: string, verdict: "pass" | "fail", title: string) =>
      ledger.write(ledger.actor(laboratory, ["inspector"]), {
        record: "inspection",
        verdict,
        eventTime: "2023-05-21T00:00:00Z",
        step: describeStep("inspection", title, { location: "Jinan" }),
      });
    inspect("National Food Laboratory", "fail", "Chlorpyrifos found on re-examination");
    inspect("Laboratory of the North", "pass", "Second opinion");
  });
}

/** The same apples with a step whose words have no blank to break at. */
export function longApples(code: string): Apples {
  const long = "Longword".repeat(12);
  return apples(code, (ledger) =>
    ledger.write(ledger.actor(long, ["retailer"]), {
      record: "step",
      kind: "sale",
      eventTime: "2023-05-21T00:00:00Z",
      step: describeStep("sale", long, { location: long, details: { [long]: long, nested: { [long]: [long] } } }),
    }),
  );
}

/** The apples' journey under a code, and what may come after it. */
export function apples(code: string, more?: (ledger: Ledger) => void): Apples {
  const files = {
    product: demoFile("pictures/apple-product.jpg", "Organic Fuji apples"),
    harvest: demoFile("pictures/apple-harvest.jpg", "Harvest on the north slope"),
    washing: demoFile("pictures/apple-washing.jpg", "Washing line"),
    packaging: demoFile("pictures/apple-packaging.jpg", "Packed boxes"),
    transport: demoFile("pictures/apple-transport.jpg", "Loading the lorry"),
    seal: demoFile("pictures/organic-seal.png", "Organic seal"),
    otherSeal: demoFile("pictures/pesticide-free-seal.png", "Pesticide-free seal"),
    certificate: demoFile("documents/apple-organic-certificate.pdf", "Organic certificate"),
    report: demoFile("documents/apple-pesticide-residue-report.pdf", "Residue analysis report"),
  };
  const ledger = new Ledger(code);
  const farm = ledger.actor("Green Valley Farm", ["producer"]);
  const packer = ledger.actor("Shandong Fresh Packing", ["processor"]);
  const carrier = ledger.actor("冷链物流有限公司", ["carrier"]);
  const laboratory = ledger.actor("National Food Laboratory", ["inspector"]);
  const retailer = ledger.actor("Harvest Market", ["retailer"]);
  const attach = (...named: FixtureFile[]) => named.map((file) => file.attachment);

  const place = (name: string, latitude: number, longitude: number) => ({ name, latitude, longitude, country: "CN" });
  const packingHouse = place("Packing house 2", 37.4712, 121.4419);

  ledger.write(farm, { record: "creation", eventTime: "2023-05-15T00:00:00Z", batch: describeBatch(files.product) });
  ledger.write(farm, {
    record: "step",
    kind: "harvest",
    eventTime: "2023-05-15T06:30:00Z",
    step: describeStep("harvest", "Picked by hand", {
      description: "Forty-two pickers, ripe fruit only, straight into ventilated crates.",
      location: "North slope, Yantai, Shandong",
      place: place("North slope", 37.3318, 121.2034),
      details: { weather: "Sunny, 22 °C", variety: "Fuji", method: "By hand", 水源: ["山泉水", "雨水"] },
      attachments: attach(files.harvest),
    }),
  });
  const washing = ledger.write(packer, {
    record: "step",
    kind: "processing",
    eventTime: "2023-05-16T00:00:00Z",
    step: describeStep("processing", "Washed and sorted", {
      description: "Washed in spring water and sorted by size.",
      location: "Packing house 2, Yantai",
      place: packingHouse,
      operator: { id: "line-2", name: "Packing line 2" },
      details: { temperature: "8 °C", duration: "40 minutes", equipment: "Optical sorter" },
      attachments: attach(files.washing),
    }),
  });
  ledger.write(laboratory, {
    record: "inspection",
    verdict: "pass",
    eventTime: "2023-05-16T00:00:00Z",
    step: describeStep("inspection", "Pesticide residues", {
      description: "412 substances analysed, none above the limit of quantification.",
      location: "Jinan",
      details: {
        method: "LC-MS/MS",
        cmaNumber: "150000000000",
        result: "Not detected",
        limits: { chlorpyrifos: "0.01 mg/kg", acetamiprid: "0.02 mg/kg" },
      },
      attachments: [
        ...attach(files.report),
        { type: "document", title: "GB 2763-2021", url: "https://standards.example/gb-2763-2021" },
      ],
    }),
  });
  ledger.write(laboratory, {
    record: "step",
    kind: "certificate",
    eventTime: "2023-05-16T00:00:00Z",
    step: describeStep("certificate", "Organic product", {
      details: {
        name: "Organic product",
        issuer: "National Food Laboratory",
        validUntil: "2099-01-01",
        certificateNumber: "CERT-20230516-567",
      },
      attachments: attach(files.seal, files.certificate),
    }),
  });
  ledger.write(laboratory, {
    record: "step",
    kind: "certificate",
    eventTime: "2023-05-16T00:00:00Z",
    step: describeStep("certificate", "Pesticide-free", {
      details: { name: "Pesticide-free", issuer: "National Food Laboratory", validUntil: "2024-01-01" },
      attachments: attach(files.otherSeal),
    }),
  });
  ledger.write(packer, {
    record: "step",
    kind: "packaging",
    eventTime: "2023-05-17T09:15:00Z",
    step: describeStep("packaging", "Packed in recycled cardboard", {
      location: "Packing house 2, Yantai",
      place: packingHouse,
      details: { weight: "10 kg", quantity: 120 },
      attachments: attach(files.packaging),
    }),
  });
  ledger.write(carrier, {
    record: "step",
    kind: "transport",
    eventTime: "2023-05-18T00:00:00Z",
    step: describeStep("transport", "冷链运输至上海", {
      description: "全程 0–4 °C 冷藏运输，未断链。",
      location: "烟台 → 上海",
      from: { name: "Shandong Fresh Packing", account: packer as Hex, place: packingHouse },
      to: { name: "Harvest Market", place: place("上海徐汇", 31.1883, 121.4365) },
      carrier: { name: "冷链物流有限公司", account: carrier as Hex },
      quantity: "1200000",
      unit: "KGM",
      references: [
        { type: "po", number: "PO-2023-77" },
        { type: "bol", number: "BOL-5531", issuer: "冷链物流有限公司" },
      ],
      details: { temperature: "0–4 °C", vehicle: "冷藏车", duration: "11 小时" },
      attachments: attach(files.transport),
    }),
  });
  ledger.write(packer, {
    record: "amendment",
    amends: washing,
    eventTime: "2023-05-16T00:00:00Z",
    step: describeStep("processing", "Washed and sorted", {
      description: "Washed in spring water and sorted by size. The water was 6 °C, not 8 °C as first written.",
      location: "Packing house 2, Yantai",
      place: packingHouse,
      operator: { id: "line-2", name: "Packing line 2" },
      details: { temperature: "6 °C", duration: "40 minutes", equipment: "Optical sorter" },
      attachments: attach(files.washing),
    }),
  });
  ledger.write(retailer, {
    record: "step",
    kind: "sale",
    eventTime: "2023-05-20T00:00:00Z",
    step: describeStep("sale", "On the shelf", {
      location: "Shanghai, Xuhui",
      place: place("Harvest Market", 31.1884, 121.4366),
    }),
  });

  const list = Object.values(files);
  more?.(ledger);
  for (const { attachment } of list) {
    ledger.proof.attachments[attachment.sha256] = { status: "public", url: `/files/${attachment.sha256}` };
  }
  return { proof: ledger.proof, files: new Map(list.map((file) => [file.attachment.sha256, file])) };
}

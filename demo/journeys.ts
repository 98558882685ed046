/**
 * The demonstration: the two journeys in the API documents, an apple batch from California and a tomato batch from
 * Shouguang (山东寿光). Firms, dates and findings of the apple batch are those of the traces document.
 */

/** A firm that takes part, by an account of its own. */
export interface DemoAccount {
  readonly username: string;
  /** As `POST /api/auth/register` names roles. */
  readonly role: string;
  readonly name: string;
  /** What it says of itself on chain. */
  readonly profile?: { readonly names: { readonly en?: string; readonly zh?: string }; readonly place?: string };
  /** The authority that confirms that. */
  readonly confirmedBy?: string;
}

/** A file to be attached, by its place in this folder. */
export interface DemoFile {
  readonly file: string;
  readonly title: string;
  readonly type: "image" | "document";
  readonly restricted?: boolean;
}

/** One event, as `POST /v1/traces/{traceId}/events` takes it, with who records it. */
export interface DemoEvent {
  readonly by: string;
  readonly type: string;
  readonly date: string;
  readonly title: string;
  readonly description: string;
  readonly location: string;
  readonly details: Readonly<Record<string, string>>;
  readonly files: readonly DemoFile[];
  readonly restricted?: boolean;
}

/** A batch, what it refers to, and everything that happened to it. */
export interface DemoJourney {
  readonly by: string;
  readonly product: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    /** An example: GS1 gave the prefix 952 to demonstrations, and no trade item will ever have such a number. */
    readonly gtin: `952${string}`;
    readonly picture: string;
    readonly nutritionalInfo: Readonly<Record<string, string | number>>;
    readonly storageGuide: string;
  };
  readonly farm: {
    readonly id: string;
    readonly name: string;
    readonly location: string;
    readonly owner: string;
    readonly certifications: readonly string[];
  };
  /** Whom the holder admits to the batch, and what it notes down about them: inspectors need not be admitted. */
  readonly parties: readonly { readonly account: string; readonly note: string }[];
  readonly batch: {
    readonly batchCode: string;
    readonly name: string;
    readonly description: string;
    readonly quantity: number;
    readonly unit: string;
    readonly harvestDate: string;
    readonly certifications: readonly string[];
    readonly attributes: Readonly<Record<string, string>>;
  };
  readonly events: readonly DemoEvent[];
  /** The commitment certificate that its holder issues after all of it, as its route takes it. */
  readonly commitment?: { readonly basis: readonly string[]; readonly contact: string; readonly place: string };
}

/** How many lines a journey has on chain. */
export function linesOf({ events, commitment }: DemoJourney): number {
  return 1 + events.length + (commitment ? 1 : 0);
}

/** The demonstration accounts' password: for development only, and printed at the start. */
export const DEMO_PASSWORD = "Suyuan2026";

/** All firms of both journeys. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    username: "food-authority",
    role: "regulator",
    name: "Food Authority",
    profile: { names: { en: "Food Authority", zh: "食品监管局" } },
  },
  {
    username: "green-valley",
    role: "supplier",
    name: "Green Valley Farm",
    profile: { names: { en: "Green Valley Farm", zh: "绿谷农场" }, place: "California, USA" },
    confirmedBy: "food-authority",
  },
  // It says who it is, and nobody confirms it.
  {
    username: "clean-process",
    role: "processor",
    name: "Clean Process Inc.",
    profile: { names: { en: "Clean Process Inc.", zh: "清洁加工公司" } },
  },
  { username: "pack-fresh", role: "processor", name: "Pack Fresh Ltd." },
  { username: "fast-delivery", role: "logistics", name: "Fast Delivery Co." },
  { username: "food-safety-lab", role: "inspector", name: "Food Safety Lab" },
  { username: "usda-organic", role: "inspector", name: "USDA Organic" },
  { username: "clean-food", role: "inspector", name: "Clean Food Association" },
  { username: "shouguang-grower", role: "supplier", name: "寿光蔬菜合作社" },
  { username: "shouguang-factory", role: "processor", name: "寿光番茄加工厂" },
  { username: "shouguang-logistics", role: "logistics", name: "寿光冷链物流示范车队" },
  { username: "tomato-expert", role: "inspector", name: "寿光果蔬质量检测站" },
];

const picture = (file: string, title: string): DemoFile => ({ file: `pictures/${file}`, title, type: "image" });
const report = (file: string, title: string): DemoFile => ({ file: `documents/${file}`, title, type: "document" });

const apples: DemoJourney = {
  by: "green-valley",
  product: {
    id: "prod-apple-01",
    name: "Organic Red Apple",
    description: "Premium organic red apples grown with sustainable practices",
    gtin: "9520123456788",
    picture: "pictures/apple-product.jpg",
    nutritionalInfo: {
      servingSize: "1 medium apple (182g)",
      calories: 95,
      protein: "0.5g",
      carbohydrates: "25g",
      fiber: "4g",
      sugar: "19g",
      fat: "0.3g",
    },
    storageGuide: "Best stored in refrigerator. Consume within 2 weeks of purchase.",
  },
  farm: {
    id: "farm-123",
    name: "Green Valley Farm",
    location: "California, USA",
    owner: "Green Valley Farm",
    certifications: ["organic", "sustainable"],
  },
  parties: [
    { account: "clean-process", note: "Washes and sorts for us" },
    { account: "pack-fresh", note: "Packs for retail" },
    { account: "fast-delivery", note: "Refrigerated transport to San Francisco" },
  ],
  batch: {
    batchCode: "AP20230515A123",
    name: "Apple Batch A123",
    description: "Organic Apples from Farm A",
    quantity: 1000,
    unit: "kg",
    harvestDate: "2023-05-15T08:00:00Z",
    certifications: ["organic", "pesticide-free"],
    attributes: {
      variety: "Red Delicious",
      grading: "Premium",
      packaging: "Wooden Crates",
      shelfLife: "30 days",
    },
  },
  events: [
    {
      by: "green-valley",
      type: "harvest",
      date: "2023-05-15T08:00:00Z",
      title: "Harvested",
      description: "Harvested at optimal ripeness",
      location: "Green Valley Farm, California",
      details: { field: "Field A5", method: "Manual Picking", weather: "Sunny, 22°C", batchSize: "1000kg" },
      files: [picture("apple-harvest.jpg", "Harvest in Field A5")],
    },
    {
      by: "clean-process",
      type: "cleaning",
      date: "2023-05-16T09:00:00Z",
      title: "Cleaned",
      description: "Washed and sorted",
      location: "Clean Process Inc., California",
      details: {
        facility: "Clean Process Inc.",
        method: "Water Washing",
        temperature: "15°C",
        duration: "30 minutes",
      },
      files: [picture("apple-washing.jpg", "Washing line")],
    },
    {
      by: "food-safety-lab",
      type: "quality-test",
      date: "2023-05-16T10:00:00Z",
      title: "Pesticide residue test",
      description: "Multi-residue analysis by LC-MS/MS and GC-MS/MS",
      location: "Food Safety Lab, California",
      details: {
        testType: "pesticide-residue",
        laboratory: "Food Safety Lab",
        results: "No residues detected",
        status: "passed",
      },
      files: [report("apple-pesticide-residue-report.pdf", "Pesticide residue report")],
    },
    {
      by: "pack-fresh",
      type: "packaging",
      date: "2023-05-16T14:00:00Z",
      title: "Packaged",
      description: "Vacuum sealed in biodegradable packaging",
      location: "Pack Fresh Ltd., California",
      details: {
        facility: "Pack Fresh Ltd.",
        method: "Vacuum Sealing",
        material: "Biodegradable Film",
        batchSize: "20kg per package",
      },
      files: [picture("apple-packaging.jpg", "Packed for transport")],
    },
    {
      by: "usda-organic",
      type: "certificate",
      date: "2023-05-16T16:00:00Z",
      title: "Organic Certified",
      description: "Grown and handled to the organic standard",
      location: "California, USA",
      details: { name: "Organic Certified", issuer: "USDA Organic", validUntil: "2033-05-16" },
      files: [
        picture("organic-seal.png", "Organic seal"),
        report("apple-organic-certificate.pdf", "Organic certificate"),
      ],
    },
    {
      by: "clean-food",
      type: "certificate",
      date: "2023-05-16T16:30:00Z",
      title: "Pesticide-Free",
      description: "Certified on the ground of the residue test of this batch",
      location: "California, USA",
      details: { name: "Pesticide-Free", issuer: "Clean Food Association", validUntil: "2033-05-16" },
      files: [
        picture("pesticide-free-seal.png", "Pesticide-free seal"),
        report("apple-pesticide-free-certificate.pdf", "Pesticide-free certificate"),
      ],
    },
    {
      by: "fast-delivery",
      type: "transport",
      date: "2023-05-17T08:00:00Z",
      title: "Shipped",
      description: "Transported to distribution center",
      location: "Distribution Center, San Francisco",
      details: {
        carrier: "Fast Delivery Co.",
        vehicleId: "TRK-789",
        departureTime: "2023-05-17T08:00:00Z",
        arrivalTime: "2023-05-17T14:00:00Z",
        origin: "Farm Storage",
        destination: "Distribution Center",
        temperature: "4°C",
        conditions: "Refrigerated",
      },
      files: [picture("apple-transport.jpg", "In the refrigerated hold")],
    },
  ],
};

const tomatoes: DemoJourney = {
  by: "shouguang-grower",
  product: {
    id: "prod-tomato-01",
    name: "寿光番茄",
    description: "山东寿光日光温室栽培的成熟红番茄",
    gtin: "9521234543213",
    picture: "pictures/tomato-product.jpg",
    nutritionalInfo: {
      servingSize: "1 个中等番茄（约 123 克）",
      calories: 22,
      protein: "1.1g",
      carbohydrates: "4.8g",
      fiber: "1.5g",
      sugar: "3.2g",
      fat: "0.2g",
    },
    storageGuide: "阴凉通风处存放，成熟后冷藏，7 天内食用。",
  },
  farm: {
    id: "farm-shouguang",
    name: "寿光蔬菜合作社",
    location: "山东寿光",
    owner: "寿光蔬菜合作社",
    certifications: ["绿色食品"],
  },
  parties: [
    { account: "shouguang-factory", note: "清洗、分级与预冷" },
    { account: "shouguang-logistics", note: "运往北京的冷链车队" },
  ],
  batch: {
    batchCode: "SG20240115T001",
    name: "寿光番茄 2024-01-15",
    description: "山东寿光日光温室番茄，冬季采收",
    quantity: 5000,
    unit: "kg",
    harvestDate: "2024-01-15T08:30:00+08:00",
    certifications: ["绿色食品"],
    attributes: { 产地: "山东寿光", 栽培方式: "日光温室", 等级: "一级" },
  },
  events: [
    {
      by: "shouguang-grower",
      type: "harvest",
      date: "2024-01-15T08:30:00+08:00",
      title: "采收",
      description: "转色期后分批人工采收，当日入库预冷",
      location: "山东寿光",
      details: { 产地: "山东寿光", 采收日期: "2024-01-15", 方式: "人工采收" },
      files: [picture("tomato-greenhouse.jpg", "日光温室")],
    },
    {
      by: "tomato-expert",
      type: "evaluation",
      date: "2024-01-15T10:00:00+08:00",
      title: "采收评估",
      description: "果实着色均匀，成熟度一致，无病斑与裂果，适宜采收",
      location: "山东寿光",
      details: { role: "harvest", 成熟度: "红熟期", 结论: "良好" },
      files: [],
    },
    {
      by: "shouguang-factory",
      type: "processing",
      date: "2024-01-15T14:00:00+08:00",
      title: "清洗分级",
      description: "清洗、风干、按果径与色泽分级装箱",
      location: "寿光番茄加工厂",
      details: { facility: "寿光番茄加工厂", 加工日期: "2024-01-15", 分级: "一级果 82%", 装箱: "5 千克/箱" },
      files: [picture("tomato-processing.jpg", "分级装箱")],
    },
    {
      by: "tomato-expert",
      type: "quality-test",
      date: "2024-01-15T17:00:00+08:00",
      title: "抽样检验",
      description: "按批次抽样，检测感官、可溶性固形物、硝酸盐、重金属与农药残留",
      location: "寿光果蔬质量检测站",
      details: {
        testType: "sampling",
        laboratory: "寿光果蔬质量检测站",
        results: "所检项目均符合 GB 2762 与 GB 2763",
        status: "passed",
      },
      files: [picture("tomato-sampling.jpg", "取样"), report("tomato-inspection-report.pdf", "抽样检验报告")],
    },
    {
      by: "shouguang-factory",
      type: "storage",
      date: "2024-01-15T20:00:00+08:00",
      title: "预冷入库",
      description: "预冷至 10°C 后入库，客户与库位信息属商业秘密，不对公众展示",
      location: "寿光番茄加工厂冷库",
      details: { 库位: "B-07", 客户: "批发市场订单 2024-0115-31" },
      files: [],
      restricted: true,
    },
    {
      by: "shouguang-logistics",
      type: "transport",
      date: "2024-01-16T10:00:00+08:00",
      title: "冷链运输",
      description: "全程冷链运往北京新发地市场",
      location: "北京新发地",
      details: {
        carrier: "寿光冷链物流示范车队",
        vehicleId: "鲁G·L2168",
        departureTime: "2024-01-16T10:00:00+08:00",
        arrivalTime: "2024-01-16T17:00:00+08:00",
        origin: "山东寿光",
        destination: "北京新发地",
        temperature: "10°C",
        conditions: "冷藏车厢",
      },
      files: [picture("tomato-transport.jpg", "冷藏车厢"), report("tomato-cold-chain-log.pdf", "冷链温度记录")],
    },
  ],
  commitment: { basis: ["质量安全控制", "委托检测"], contact: "0536-5550000", place: "山东省寿光市" },
};

/** Both journeys. */
export const DEMO_JOURNEYS: readonly DemoJourney[] = [apples, tomatoes];

/** The codes of the demonstration batches. */
export const DEMO_CODES = DEMO_JOURNEYS.map((journey) => journey.batch.batchCode);

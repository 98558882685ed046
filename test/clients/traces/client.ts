/** A front end as its authors would write it who have the traces document and nothing else, but for its tokens. */
import { type Along, askAt } from "../ask.ts";

const BATCH = {
  name: "Apple Batch A123",
  description: "Organic Apples from Farm A",
  productId: "prod-apple-01",
  quantity: 1000,
  unit: "kg",
  farmId: "farm-123",
  harvestDate: "2023-05-15T08:00:00Z",
  certifications: ["organic", "pesticide-free"],
  attributes: { variety: "Red Delicious", grading: "Premium", packaging: "Wooden Crates" },
};
const CHANGE = {
  name: "Updated Batch Name",
  description: "Updated description",
  status: "completed",
  attributes: { grading: "Super Premium", notes: "Exceptionally good quality" },
};
const EVENT = {
  type: "processing",
  date: "2023-05-19T10:00:00Z",
  title: "Heat Treatment",
  description: "Pasteurization process",
  location: "Processing Facility B",
  operatorId: "user-456",
  details: {
    method: "Steam Pasteurization",
    temperature: "75°C",
    duration: "15 minutes",
    equipment: "Pasteurizer Model P500",
  },
  attachments: [
    { type: "image", url: "https://example.com/images/pasteurization-123.jpg", title: "Pasteurization Process" },
    {
      type: "document",
      url: "https://example.com/docs/pasteurization-cert-123.pdf",
      title: "Pasteurization Certificate",
    },
  ],
};
/** What the document's answers show of a batch's way: its processing, its transport, its harvest. */
const WAY = [
  {
    type: "harvest",
    date: "2023-05-15T08:00:00Z",
    title: "Harvesting",
    description: "Harvested at optimal ripeness",
    location: "Field A5",
    details: { method: "Manual Picking", weather: "Sunny, 22°C", batchSize: "1000kg" },
    attachments: [],
  },
  {
    type: "cleaning",
    date: "2023-05-16T09:00:00Z",
    title: "Cleaned",
    description: "Washed and sorted",
    details: { facility: "Clean Process Inc.", method: "Water Washing", temperature: "15°C", duration: "30 minutes" },
  },
  {
    type: "packaging",
    date: "2023-05-16T14:00:00Z",
    title: "Packaged",
    description: "Vacuum sealed in biodegradable packaging",
    details: { facility: "Pack Fresh Ltd.", method: "Vacuum Sealing", batchSize: "20kg per package" },
  },
  {
    type: "transport",
    date: "2023-05-17T08:00:00Z",
    title: "Shipped",
    description: "Transported to distribution center",
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
  },
  // Words that the document uses of events: "like processing, quality tests, logistics and so on".
  { type: "quality", date: "2023-05-16T10:00:00Z", title: "Checked", description: "Looked through" },
  { type: "logistics", date: "2023-05-17T15:00:00Z", title: "Arrived", description: "" },
];

/** From a batch to its certificate: every endpoint and example of the document. */
export async function walk(base: string, { holder, stranger }: Readonly<Record<"holder" | "stranger", string>>) {
  const ask = askAt(base);
  const as = (method: string, path: string, body?: unknown) =>
    ask(method, path, { token: holder, ...(body === undefined ? {} : { body }) } satisfies Along);

  const created = await as("POST", "/v1/traces", BATCH);
  const { id, batchCode, qrCode } = created.body.data;
  const path = `/v1/traces/${id}`;
  const event = await as("POST", `${path}/events`, EVENT);
  const way = [];
  for (const body of WAY) way.push(await as("POST", `${path}/events`, body));
  const events = await as("GET", `${path}/events`);
  const harvests = await as(
    "GET",
    `${path}/events?type=harvest&fromDate=2023-05-15&toDate=2023-05-16T00:00:00Z&sortDir=desc`,
  );
  const detail = await as("GET", path);
  // A form sends the batch as it came, with what changed.
  const changed = await as("PATCH", path, CHANGE);
  const sentBack = await as("PATCH", path, { ...changed.body.data, description: "Updated once more" });
  const list = await as("GET", "/v1/traces");
  const filtered = await as(
    "GET",
    `/v1/traces?page=1&limit=10&status=completed&search=Updated&fromDate=2023-01-01&toDate=2100-01-01T00:00:00Z&sortBy=createdAt&sortDir=asc`,
  );
  const unfiltered = await as("GET", "/v1/traces?page=&limit=&status=&search=&fromDate=&toDate=&sortBy=&sortDir=");
  const open = await ask("GET", `/v1/traces/public/${batchCode}`);
  const demo = await ask("GET", "/v1/traces/public/AP20230515A123");
  const certificate = await as("POST", `${path}/certificates`, {
    type: "official",
    language: "en",
    includeDetails: true,
    templateId: "template-standard",
  });
  const pdf = await fetch(certificate.body.data?.pdfUrl ?? base);
  const qr = await fetch(qrCode);
  const periods = [];
  for (const period of ["day", "week", "month", "year", "all"]) {
    periods.push(await as("GET", `${path}/statistics?period=${period}`));
  }
  const statistics = await as("GET", `${path}/statistics?fromDate=2023-05-18&toDate=2023-05-20`);
  const refusals = {
    unknown: await as("GET", "/v1/traces/trace-999"),
    invalid: await as("POST", "/v1/traces", { ...BATCH, quantity: -1, harvestDate: "2999-05-15T08:00:00Z" }),
    stranger: await ask("PATCH", path, { token: stranger, body: CHANGE }),
    signedOut: await ask("GET", "/v1/traces"),
  };
  const spare = await as("POST", "/v1/traces", BATCH);
  const removed = await as("DELETE", `/v1/traces/${spare.body.data.id}`);
  const gone = await as("GET", `/v1/traces/${spare.body.data.id}`);
  return {
    created,
    event,
    way,
    events,
    harvests,
    detail,
    changed,
    sentBack,
    list,
    filtered,
    unfiltered,
    open,
    demo,
    certificate,
    pdf: { status: pdf.status, type: pdf.headers.get("content-type") },
    qr: { status: qr.status },
    periods,
    statistics,
    refusals,
    removed,
    gone,
    sent: { batch: BATCH, change: CHANGE, event: EVENT },
  };
}

/** What the traces document prints as examples. */

/** The creation of the traces document. */
export const CREATION = {
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

/** The event of the traces document. */
export const EVENT = {
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

/** The product and farm that the examples speak of. */
export const PRODUCT = {
  id: "prod-apple-01",
  name: "Organic Red Apple",
  description: "Premium organic red apples grown with sustainable practices",
  nutritionalInfo: { servingSize: "1 medium apple (182g)", calories: 95 },
  storageGuide: "Best stored in refrigerator.",
};

/** The farm. */
export const FARM = {
  id: "farm-123",
  name: "Green Valley Farm",
  location: "California, USA",
  owner: "The owner",
  certifications: ["organic", "sustainable"],
};

/** How the document writes times. */
export const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** The smallest PNG. */
export const PNG = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
);

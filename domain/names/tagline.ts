/** The product's tagline by language. */
export const TAGLINE: Readonly<Record<"en" | "zh", string>> = {
  en: "Traceability you can check yourself",
  zh: "人人可自行核验的溯源",
};

import type { SectionProperties } from "../app/sections.ts";
import { Catalogue } from "./catalogue.tsx";
import { NewPlace, PlaceView } from "./place-view.tsx";
import { NewProduct, ProductView } from "./product-view.tsx";

/** Products and places, or one of them by its id. */
export default function CatalogueSection({ rest: [kind, id] }: SectionProperties) {
  if (kind === "products" && id) return id === "new" ? <NewProduct /> : <ProductView key={id} id={id} />;
  if (kind === "places" && id) return id === "new" ? <NewPlace /> : <PlaceView key={id} id={id} />;
  return <Catalogue />;
}

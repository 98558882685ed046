import { useConsole, useTexts } from "../app/context.ts";
import { Link } from "../parts/link.tsx";
import { List } from "../parts/list.tsx";
import { isOwn, type Place, type Product } from "./item.ts";
import { CATALOGUE_TEXTS } from "./texts.ts";

/** What records name: one's products and places, and those that one was lent. */
export function Catalogue() {
  const { me } = useConsole();
  const texts = useTexts(CATALOGUE_TEXTS);
  return (
    <>
      <h1>{texts.title}</h1>
      <section aria-labelledby="products">
        <h2 id="products">{texts.products}</h2>
        <p>
          <Link to="/catalogue/products/new" class="button">
            {texts.newProduct}
          </Link>
        </p>
        <List<Product> path="/v1/products?limit=20" empty={<p class="muted">{texts.noProducts}</p>}>
          {(products) => (
            <ul class="entries">
              {products.map((product) => (
                <li key={product.id} class="sheet">
                  <p>
                    <Link to={`/catalogue/products/${encodeURIComponent(product.id)}`}>
                      <bdi>{product.name}</bdi>
                    </Link>{" "}
                    {isOwn(me, product) && <span class="tag">{texts.own}</span>}
                  </p>
                  {product.gtin && <p class="mono">{product.gtin}</p>}
                </li>
              ))}
            </ul>
          )}
        </List>
      </section>
      <section aria-labelledby="places">
        <h2 id="places">{texts.places}</h2>
        <p>
          <Link to="/catalogue/places/new" class="button">
            {texts.newPlace}
          </Link>
        </p>
        <List<Place> path="/v1/locations?limit=20" empty={<p class="muted">{texts.noPlaces}</p>}>
          {(places) => (
            <ul class="entries">
              {places.map((place) => (
                <li key={place.id} class="sheet">
                  <p>
                    <Link to={`/catalogue/places/${encodeURIComponent(place.id)}`}>
                      <bdi>{place.name}</bdi>
                    </Link>{" "}
                    <span class="tag">{texts.kinds[place.kind]}</span>{" "}
                    {!isOwn(me, place) && <span class="tag">{texts.lent}</span>}
                  </p>
                  <p class="muted">{[place.address, place.street, place.city].filter(Boolean).join(", ")}</p>
                </li>
              ))}
            </ul>
          )}
        </List>
      </section>
    </>
  );
}

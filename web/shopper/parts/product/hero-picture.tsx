import { KindIcon } from "../../icons/kind-icon.tsx";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { filesOf } from "../../story/files.ts";
import { Picture } from "../picture.tsx";

/** The product's picture, drawn from the hashed bytes. */
export function HeroPicture() {
  const { proof, story, checks } = useJourney();
  const { texts } = useLocale();
  const { product } = story;
  const image = product?.description.product.image;
  const shown =
    product && image
      ? filesOf(proof, product.version, checks).find(({ file }) => file.sha256 === image.sha256)
      : undefined;
  return (
    <div class="hero-picture">
      {shown && product ? (
        <Picture shown={shown} refuted={product.version.fault !== undefined} />
      ) : (
        <span class="hero-placeholder" role="img" aria-label={texts.hero.noPicture}>
          <KindIcon kind="creation" />
        </span>
      )}
    </div>
  );
}

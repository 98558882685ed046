import { isPicture } from "../../../../domain/records/attachment-type.ts";
import { useJourney } from "../../journey.ts";
import { filesOf, linksOf } from "../../story/files.ts";
import type { Version } from "../../story/version.ts";
import { FileList } from "../file-list.tsx";
import { Picture } from "../picture.tsx";

/** A version's pictures. */
export function VersionPictures({ version }: { readonly version: Version }) {
  const { proof, story, checks } = useJourney();
  // The product's own picture is already at the head of the page.
  const head = version === story.product?.version ? story.product.description.product.image?.sha256 : undefined;
  const pictures = filesOf(proof, version, checks).filter(({ file }) => isPicture(file.type) && file.sha256 !== head);
  if (pictures.length === 0) return null;
  return (
    <ul class="pictures">
      {pictures.map((shown, index) => (
        <li key={index}>
          <Picture shown={shown} refuted={version.fault !== undefined} />
        </li>
      ))}
    </ul>
  );
}

/** A version's documents, and the external pages that it names. */
export function VersionDocuments({ version }: { readonly version: Version }) {
  const { proof, checks } = useJourney();
  const documents = filesOf(proof, version, checks).filter(({ file }) => !isPicture(file.type));
  return <FileList files={documents} links={linksOf(version)} refuted={version.fault !== undefined} />;
}

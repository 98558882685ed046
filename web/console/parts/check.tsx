/** A yes or no, named for the form that it is in. */
export function Check({
  name,
  label,
  checked,
}: {
  readonly name: string;
  readonly label: string;
  readonly checked?: boolean;
}) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value="1" defaultChecked={checked} />
      <span>{label}</span>
    </label>
  );
}

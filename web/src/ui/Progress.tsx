interface ProgressProps {
  /** What is under way. */
  label: string;
  /** How far it is, from 0 to 1. Leave out when nobody knows. */
  share?: number;
}

/** Something takes a while. */
export function Progress({ label, share }: ProgressProps) {
  return (
    <div className="rg-progress" role="status">
      <p>{label}</p>
      {share === undefined ? (
        <div className="rg-progress__track" aria-hidden="true">
          <div className="rg-progress__bar" />
        </div>
      ) : (
        <progress className="rg-progress__known" aria-hidden="true" value={share} />
      )}
    </div>
  );
}

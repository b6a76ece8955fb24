interface ProgressProps {
  /** What is under way. */
  label: string;
}

/** Something takes a while, and nobody knows how long. */
export function Progress({ label }: ProgressProps) {
  return (
    <div className="rg-progress" role="status">
      <p>{label}</p>
      <div className="rg-progress__track" aria-hidden="true">
        <div className="rg-progress__bar" />
      </div>
    </div>
  );
}

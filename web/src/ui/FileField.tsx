import { useId, useState, type DragEvent, type ReactNode } from "react";
import { FieldParts } from "./FieldParts";
import { classes } from "./classes";
import { describedBy, useField } from "./formContext";

interface FileFieldProps {
  label: string;
  hint?: ReactNode;
  /** Endings such as .csv, with commas between. */
  accept: string;
  /** The browser's own button speaks the browser's language, so it has ours in front of it. */
  buttonText: string;
  /** Where a file can be dropped: one short sentence. */
  dropText: string;
  /** The name of the file that was chosen last. */
  chosen?: string;
  onChoose: (file: File) => void;
}

/** One file, chosen with a button or dropped on it. */
export function FileField(props: FileFieldProps) {
  const { label, hint, accept, buttonText, dropText, chosen, onChoose } = props;
  const field = useField(undefined, label);
  const dropId = useId();
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <FieldParts field={field} label={label} hint={hint}>
      <div
        className={classes("rg-drop", over && "rg-drop--over")}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          const file = event.dataTransfer.files[0];
          if (file !== undefined) onChoose(file);
        }}
      >
        <input
          id={field.id}
          className="ams-visually-hidden"
          type="file"
          accept={accept}
          aria-describedby={classes(describedBy(field, hint), dropId)}
          onChange={(event) => {
            const file = event.target.files?.[0];
            // Choosing the same file again, after mending it, must be noticed too.
            event.target.value = "";
            if (file !== undefined) onChoose(file);
          }}
        />
        <div className="rg-row">
          <label htmlFor={field.id} className="ams-button ams-button--secondary">
            {buttonText}
          </label>
          {chosen !== undefined && <span className="rg-drop__chosen">{chosen}</span>}
        </div>
        <p id={dropId} className="rg-small">
          {dropText}
        </p>
      </div>
    </FieldParts>
  );
}

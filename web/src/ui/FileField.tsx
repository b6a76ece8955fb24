import { useId, useState, type DragEvent, type ReactNode } from "react";
import { FieldParts } from "./FieldParts";
import { classes } from "./classes";
import { describedBy, useField } from "./formContext";

interface FileFieldProps {
  label: string;
  hint?: ReactNode;
  /** Endings such as .csv, with commas between. */
  accept: string;
  /** Where a file can be dropped: one short sentence. */
  dropText: string;
  onChoose: (file: File) => void;
}

/** One file, chosen with the browser's own button or dropped on it. */
export function FileField({ label, hint, accept, dropText, onChoose }: FileFieldProps) {
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
          className="ams-file-input"
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
        <p id={dropId} className="rg-small">
          {dropText}
        </p>
      </div>
    </FieldParts>
  );
}
